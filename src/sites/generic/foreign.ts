/** Parts of a page that are no part of a story, by what they are and by what their makers call them. */
import { attribute, hasAttributes } from '../nodes.ts'
import { pattern } from '../pattern.ts'

const TAGS = new Set(['NAV', 'FOOTER', 'ASIDE', 'DIALOG', 'MENU'])
const ROLES = /^(?:navigation|complementary|contentinfo|search|dialog|alertdialog|menu|menubar|toolbar|tablist|banner|alert|status|tooltip)$/
/** Words that say it wherever they stand in a name. */
const ANYWHERE = [
  'comments?', 'disqus', 'reviews?', 'discussion', // what others say
  'navbar', 'navigation', 'breadcrumbs?', 'pagination', 'pager', 'prevnext', 'toc', // ways to other pages
  'footer', 'colophon', 'masthead', 'topbar', // what frames it
  'side-?bar', 'widgets?', 'related', 'recommend(?:ed|ations?)?', 'trending', 'suggest(?:ed|ions?)?', // what stands beside it
  'sharedaddy', 'sharing', 'social', 'newsletter', 'subscribe', 'donate', 'donation', 'patreon', 'ko-?fi', 'download', // what it asks for
  'adsbygoogle', 'advert(?:s|isement|ising)?', 'sponsor(?:ed)?', 'promo', 'cookies?', 'gdpr', 'popup', 'modal', 'tooltip', 'dropdown', // what sells
  '(?:authors?|translators?|editors?|end|foot)-?notes?', 'author-?(?:box|bio)', 'announcement', 'byline', 'screen-reader',
]
/** Words that say it only as a whole class or id: `overflow-hidden` and `next-chapter-content` say nothing. */
const WHOLE_NAME = [
  'nav', 'menu', 'nav-?links?', 'nav-?buttons?', 'chapter-?nav', '(?:chapter|page|post|entry|story|site)-?(?:header|head|title|heading|info|meta|footer)', 'prev(?:ious)?', 'next', 'foot', 'aside', 'respond', 'replies', 'feedback', 'share', 'shared', 'share-?\\w+',
  'likes?', 'ratings?', 'votes?', 'reactions?', 'follow', 'mailing-?\\w*', 'sign-?(?:up|in)', 'login', 'register', 'support', 'ads?', 'ad-\\w+', 'banner', 'overlay', 'toast', 'consent',
  'popular', 'similar', 'bio', 'notes?', 'a-?n', 'meta', 'tags?', 'tag-?list', 'categories', 'copyright', 'disclaimer', 'licen[cs]e', 'toolbar', 'tools', 'settings', 'options', 'controls?', 'hidden', 'sr-only', 'visually-hidden', 'print-only', 'noprint',
]
const NAMES = pattern(() => `(?:^|[\\s_-])(?:${ANYWHERE.join('|')})(?=$|[\\s_-])|(?:^|\\s)(?:${WHOLE_NAME.map((name) => name.replace(/-\?/g, '[-_]*')).join('|')})(?=$|\\s)`, 'i')
/** Names that are found on the element around a whole page, or around the story itself. */
const WHOLE = new Set(['BODY', 'HTML', 'MAIN', 'ARTICLE'])

/** Notes of the author or translator, by the name of their box. */
export const NOTE_NAME = /(?:^|[\s_-])(?:(?:authors?|translators?|editors?|tl|an|end|chapter|foot)[s'’]?[-_]?notes?|notes?|afterword|preface|foreword|a-n)(?=$|[\s_-])/i

/** Elements that carry text and hardly ever a role. */
const PLAIN = new Set(['P', 'SPAN', 'A', 'EM', 'I', 'B', 'STRONG', 'BR', 'LI', 'TD', 'TR', 'FONT', 'SMALL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])

/**
 * Whether an element is by its tag, role or name no part of a story. `trusting` takes names at their word; `names` keeps
 * what was found of each name, since pages repeat them.
 */
export function looksForeign(tag: string, element: Element, trusting: boolean, names: Map<string, boolean>): boolean {
  if (TAGS.has(tag)) return true
  if (!hasAttributes(element)) return false
  if (!PLAIN.has(tag)) {
    const role = attribute(element, 'role')
    if (role !== null && ROLES.test(role)) return true
  }
  if (!trusting || WHOLE.has(tag)) return false
  const id = attribute(element, 'id')
  return saysForeign(attribute(element, 'class'), names) || (id !== null && NAMES.test(id))
}

function saysForeign(name: string | null, names: Map<string, boolean>): boolean {
  if (name === null || name === '') return false
  let known = names.get(name)
  if (known === undefined) names.set(name, known = NAMES.test(name))
  return known
}
