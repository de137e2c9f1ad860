/**
 * What addresses say on sites we know: where a story may be read, and which address is a work's own page. Small, since it
 * is asked on every page of these sites; it imports no rule. tests/sites/gate.test.ts and tests/sites/work-links.test.ts
 * hold it and the rules together.
 */
import { unwrapArchive } from './address.ts'

/** A work's own page, over path and query: the first group is its key. */
interface Works {
  /** The id of the site, as its works' ids begin with it. */
  readonly site: string
  readonly page: RegExp
  /** A page where a story is read, so where no works are listed. */
  readonly chapter: RegExp
  /** Whether the host is part of the work's key. */
  readonly byHost?: true
}

export interface Door {
  /** What the addresses of all chapters hold (path and query); missing where any address may be a chapter's. */
  readonly mayRead?: RegExp
  /** What all pages with a chapter hold, where the site's rule calls none without it a chapter: walls and plain threads have it not. */
  readonly story?: string
  readonly works?: Works
}

/** Made only where they are asked for: most pages belong to one site or none. */
type MakesDoor = () => Door

const otw = (site: string): MakesDoor => () => ({
  mayRead: /\/works\/\d/,
  story: '#chapters',
  works: { site, page: /^(?:\/collections\/[^/]+)?\/works\/(\d+)\/?(?:\?.*)?$/, chapter: /\/works\/\d+(?:\/chapters\/\d+)?\/?(?:\?.*)?$/ },
})
const ffn = (site: string): MakesDoor => () => ({
  mayRead: /^\/s\/\d/,
  works: { site, page: /^\/s\/(\d+)(?:\/1(?:\/[^/]*)?)?\/?$/, chapter: /^\/s\/\d/ },
})
const threads: Door = { mayRead: /\/(?:threads|posts)\//, story: 'article.hasThreadmark' }
const forum = (site: string): MakesDoor => () => ({
  ...threads,
  works: { site, page: /^\/(?:forum\/)?threads\/(?:[^/]*\.)?(\d+)\/?$/, chapter: /\/threads\/(?:[^/]*\.)?\d+\/(?:reader|page-)/ },
})
const journal: MakesDoor = () => ({ mayRead: /\/\d+\.html/ })
const book: MakesDoor = () => ({ mayRead: /^\/(?:files|cache|ebooks)\/./ })
const efiction: MakesDoor = () => ({
  works: { site: 'efiction', page: /\/viewstory\.php\?sid=(\d+)(?:&index=1|&warning=\d+)*$/, chapter: /\/viewstory\.php\?.*chapter=\d/, byHost: true },
})
const royalroad: MakesDoor = () => ({
  mayRead: /\/chapter\//,
  works: { site: 'royalroad', page: /^\/fiction\/(\d+)(?:\/[^/?]*)?\/?(?:\?.*)?$/, chapter: /\/chapter\/\d/ },
})
const nocturne: MakesDoor = () => ({ mayRead: /^\/n\d+[a-z]/i })
const syosetu: MakesDoor = () => ({
  mayRead: /^\/n\d+[a-z]/i,
  works: { site: 'syosetu', page: /^\/(n\d+[a-z]+)\/?$/i, chapter: /^\/n\d+[a-z]+\/\d/i },
})

/** By host name; a host's subdomains go through its door. */
const DOORS: Readonly<Record<string, MakesDoor>> = {
  'archiveofourown.org': otw('ao3'),
  'archiveofourown.com': otw('ao3'),
  'archiveofourown.net': otw('ao3'),
  'ao3.org': otw('ao3'),
  'archive.transformativeworks.org': otw('ao3'),
  'squidgeworld.org': otw('squidgeworld'),
  'adastrafanfic.com': otw('adastra'),
  'superlove.sayitditto.net': otw('superlove'),
  'cfaarchive.org': otw('cfaarchive'),
  'fanfiction.net': ffn('ffn'),
  'fictionpress.com': ffn('fictionpress'),
  'wattpad.com': () => ({ mayRead: /^\/\d/, works: { site: 'wattpad', page: /^\/story\/(\d+)(?:-[^/]*)?$/, chapter: /^\/\d/ } }),
  'royalroad.com': royalroad,
  'royalroadl.com': royalroad,
  'scribblehub.com': () => ({ mayRead: /^\/read\/\d/, works: { site: 'scribblehub', page: /^\/series\/(\d+)(?:\/[^/?]*)?\/?$/, chapter: /^\/read\/\d/ } }),
  'ncode.syosetu.com': syosetu,
  'novel18.syosetu.com': syosetu,
  'noc.syosetu.com': nocturne,
  'mnlt.syosetu.com': nocturne,
  'mid.syosetu.com': nocturne,
  'kakuyomu.jp': () => ({ mayRead: /\/episodes\//, works: { site: 'kakuyomu', page: /^\/works\/(\d+)\/?$/, chapter: /\/episodes\/\d/ } }),
  'syosetu.org': () => ({ mayRead: /^\/novel\/\d/, works: { site: 'hameln', page: /^\/novel\/(\d+)\/?$/, chapter: /^\/novel\/\d+\/\d+\.html/ } }),
  'forums.spacebattles.com': forum('spacebattles'),
  'forums.sufficientvelocity.com': forum('sufficientvelocity'),
  'questionablequesting.com': forum('questionablequesting'),
  'alternatehistory.com': forum('alternatehistory'),
  'the-sietch.com': () => threads,
  'fimfiction.net': () => ({ mayRead: /^\/story\/\d/, works: { site: 'fimfiction', page: /^\/story\/(\d+)(?:\/[^/\d][^/]*)?\/?$/, chapter: /^\/story\/\d+\/\d/ } }),
  'webnovel.com': () => ({ mayRead: /\/book\/.*\d{6}.*\/.*\d{6}/, works: { site: 'webnovel', page: /^\/(?:[a-z]{2}\/)?book\/(?:[^/]*_)?(\d{6,})\/?$/, chapter: /\/book\/[^/]*\d{6,}\/[^/]*\d{6,}/ } }),
  'wuxiaworld.com': () => ({ mayRead: /^\/novel\/[^/?]+\/[^/?]/, works: { site: 'wuxiaworld', page: /^\/novel\/([^/?]+)\/?$/, chapter: /^\/novel\/[^/?]+\/[^/?]/ } }),
  'inkitt.com': () => ({ mayRead: /^\/stories\//, works: { site: 'inkitt', page: /^\/stories\/(?:[^/]+\/)?(\d+)\/?$/, chapter: /\/chapters\/\d/ } }),
  'quotev.com': () => ({ mayRead: /^\/story\/(?:[^/]*-)?\d/, works: { site: 'quotev', page: /^\/story\/(?:[^/]*-)?(\d+)\/?$/, chapter: /^\/story\/[^/]+\/\d/ } }),
  'ficwad.com': () => ({ mayRead: /^\/story\/\d/ }),
  'tapas.io': () => ({ mayRead: /^\/episode\// }),
  'tthfanfic.org': () => ({ mayRead: /^\/Story-\d/, works: { site: 'tthfanfic', page: /^\/Story-(\d+)(?:\/.*|\.htm)?$/, chapter: /^\/Story-\d+-\d/ } }),
  'literotica.com': () => ({ mayRead: /^\/s\// }),
  'livejournal.com': journal,
  'dreamwidth.org': journal,
  'tumblr.com': () => ({ mayRead: /\d{6}/ }),
  'gutenberg.org': book,
  'standardebooks.org': book,
  'hpfanficarchive.com': efiction,
  'siye.co.uk': efiction,
  'tgstorytime.com': efiction,
  'giantessworld.net': efiction,
  'sugarquill.net': efiction,
  'ninelivesarchive.com': efiction,
  'starslibrary.net': efiction,
  'walkingtheplank.org': efiction,
}

/** The door of a host, or of the nearest host above it that has one; undefined for hosts nobody listed. */
export function doorOf(host: string): Door | undefined {
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) if (Object.hasOwn(DOORS, name)) return DOORS[name]?.()
  return undefined
}

/** Whether works may be listed at an address: a page of a site whose works are known by their addresses, and no chapter. */
export function mayList(address: URL): boolean {
  const url = unwrapArchive(address)
  const works = doorOf(url.hostname)?.works
  return works !== undefined && !works.chapter.test(url.pathname + url.search)
}
