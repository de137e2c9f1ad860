/**
 * The cheap question before the dear one: may this page be a chapter at all? Asked on every page of every site, so it is
 * small, imports no rule and asks the page for two numbers. It may say yes to what is none; it never says no to a page
 * that `readPage` calls a chapter (tests/sites/gate.test.ts holds the two together).
 */

/** `address`: on this site no chapter has such an address. `text`: there is not enough text (yet). */
export type Gate = 'open' | 'address' | 'text'

/** What the addresses of all chapters hold (path and query), on these sites and all their subdomains. */
const DOORS: readonly (readonly [RegExp, string])[] = [
  [/\/works\/\d/, 'archiveofourown.org archiveofourown.com archiveofourown.net ao3.org archive.transformativeworks.org squidgeworld.org adastrafanfic.com superlove.sayitditto.net cfaarchive.org'],
  [/^\/s\/\d/, 'fanfiction.net fictionpress.com'],
  [/^\/\d/, 'wattpad.com'],
  [/\/chapter\//, 'royalroad.com royalroadl.com'],
  [/^\/n\d+[a-z]/i, 'ncode.syosetu.com novel18.syosetu.com noc.syosetu.com mnlt.syosetu.com mid.syosetu.com'],
  [/\/book\/.*\d{6}.*\/.*\d{6}/, 'webnovel.com'],
  [/^\/read\/\d/, 'scribblehub.com'],
  [/\/(?:threads|posts)\//, 'forums.spacebattles.com forums.sufficientvelocity.com questionablequesting.com alternatehistory.com the-sietch.com'],
  [/\/episodes\//, 'kakuyomu.jp'],
  [/^\/novel\/\d/, 'syosetu.org'],
  [/^\/novel\/[^/?]+\/[^/?]/, 'wuxiaworld.com'],
  [/^\/story\/(?:[^/]*-)?\d/, 'fimfiction.net ficwad.com quotev.com'],
  [/^\/episode\//, 'tapas.io'],
  [/^\/stories\//, 'inkitt.com'],
  [/^\/Story-\d/, 'tthfanfic.org'],
  [/^\/s\//, 'literotica.com'],
  [/\/\d+\.html/, 'livejournal.com dreamwidth.org'],
  [/\d{6}/, 'tumblr.com'],
  [/^\/(?:files|cache|ebooks)\/./, 'gutenberg.org standardebooks.org'],
]

/** Less text than this on a whole page, mark-up and all, is no chapter in any script. */
const LEAST_TEXT = 20

/** Whether one of a site's doors leads to this address; true for sites without. */
function hasDoor(host: string, path: string): boolean {
  for (const [door, sites] of DOORS) {
    for (const site of sites.split(' ')) if (host === site || host.endsWith(`.${site}`)) return door.test(path)
  }
  return true
}

const getter = (owner: object, name: string): (() => unknown) => (Object.getOwnPropertyDescriptor(owner, name) as { get: () => unknown }).get

/** Characters of text on a page. Through the prototypes: form controls may shadow what they like. */
function textOn(document: Document): number {
  const body = getter(Document.prototype, 'body').call(document) ?? getter(Document.prototype, 'documentElement').call(document)
  return body === null ? 0 : (getter(Node.prototype, 'textContent').call(body) as string).length
}

/** Whether a page may be a chapter. */
export function gateOf({ hostname, pathname, search }: Pick<URL, 'hostname' | 'pathname' | 'search'>, document: Document): Gate {
  if (!hasDoor(hostname, pathname + search)) return 'address'
  return textOn(document) < LEAST_TEXT ? 'text' : 'open'
}
