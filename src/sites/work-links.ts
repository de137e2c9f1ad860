/**
 * Which works the links of a page lead to, by their addresses alone: for listings and indexes, where no story is read.
 * Small, since it is asked on every page of these sites; it imports no rule, and tests/sites/work-links.test.ts holds its
 * ids and the rules' together.
 */
import { workId, type WorkId } from '../core/work.ts'
import { hostOf, unwrapArchive } from './address.ts'

interface Door {
  readonly site: string
  readonly hosts: readonly string[]
  /** A work's own page, over path and query: the first group is its key. */
  readonly work: RegExp
  /** A page where a story is read. */
  readonly chapter: RegExp
  /** Whether the host is part of the work's key. */
  readonly byHost?: true
}

const door = (site: string, hosts: string, work: RegExp, chapter: RegExp): Door => ({ site, hosts: hosts.split(' '), work, chapter })

const OTW_WORK = /^(?:\/collections\/[^/]+)?\/works\/(\d+)\/?(?:\?.*)?$/
const OTW_CHAPTER = /\/works\/\d+(?:\/chapters\/\d+)?\/?(?:\?.*)?$/
const FFN_WORK = /^\/s\/(\d+)(?:\/1(?:\/[^/]*)?)?\/?$/
const THREAD = /^\/threads\/(?:[^/]*\.)?(\d+)\/?$/
const THREAD_CHAPTER = /^\/threads\/(?:[^/]*\.)?\d+\/(?:reader|page-)/

const DOORS: readonly Door[] = [
  door('ao3', 'archiveofourown.org archiveofourown.com archiveofourown.net ao3.org archive.transformativeworks.org', OTW_WORK, OTW_CHAPTER),
  door('squidgeworld', 'squidgeworld.org', OTW_WORK, OTW_CHAPTER),
  door('adastra', 'adastrafanfic.com', OTW_WORK, OTW_CHAPTER),
  door('superlove', 'superlove.sayitditto.net', OTW_WORK, OTW_CHAPTER),
  door('cfaarchive', 'cfaarchive.org', OTW_WORK, OTW_CHAPTER),
  door('ffn', 'fanfiction.net', FFN_WORK, /^\/s\/\d/),
  door('fictionpress', 'fictionpress.com', FFN_WORK, /^\/s\/\d/),
  door('wattpad', 'wattpad.com', /^\/story\/(\d+)(?:-[^/]*)?$/, /^\/\d/),
  door('royalroad', 'royalroad.com royalroadl.com', /^\/fiction\/(\d+)(?:\/[^/?]*)?\/?(?:\?.*)?$/, /\/chapter\/\d/),
  door('scribblehub', 'scribblehub.com', /^\/series\/(\d+)(?:\/[^/?]*)?\/?$/, /^\/read\/\d/),
  door('syosetu', 'ncode.syosetu.com novel18.syosetu.com', /^\/(n\d+[a-z]+)\/?$/i, /^\/n\d+[a-z]+\/\d/i),
  door('kakuyomu', 'kakuyomu.jp', /^\/works\/(\d+)\/?$/, /\/episodes\/\d/),
  door('hameln', 'syosetu.org', /^\/novel\/(\d+)\/?$/, /^\/novel\/\d+\/\d+\.html/),
  door('spacebattles', 'forums.spacebattles.com', THREAD, THREAD_CHAPTER),
  door('sufficientvelocity', 'forums.sufficientvelocity.com', THREAD, THREAD_CHAPTER),
  door('questionablequesting', 'forum.questionablequesting.com questionablequesting.com', THREAD, THREAD_CHAPTER),
  door('alternatehistory', 'alternatehistory.com', /^\/(?:forum\/)?threads\/(?:[^/]*\.)?(\d+)\/?$/, THREAD_CHAPTER),
  door('fimfiction', 'fimfiction.net', /^\/story\/(\d+)(?:\/[^/\d][^/]*)?\/?$/, /^\/story\/\d+\/\d/),
  door('webnovel', 'webnovel.com', /^\/(?:[a-z]{2}\/)?book\/(?:[^/]*_)?(\d{6,})\/?$/, /\/book\/[^/]*\d{6,}\/[^/]*\d{6,}/),
  door('wuxiaworld', 'wuxiaworld.com', /^\/novel\/([^/?]+)\/?$/, /^\/novel\/[^/?]+\/[^/?]/),
  door('inkitt', 'inkitt.com', /^\/stories\/(?:[^/]+\/)?(\d+)\/?$/, /\/chapters\/\d/),
  door('quotev', 'quotev.com', /^\/story\/(?:[^/]*-)?(\d+)\/?$/, /^\/story\/[^/]+\/\d/),
  door('tthfanfic', 'tthfanfic.org', /^\/Story-(\d+)(?:\/.*|\.htm)?$/, /^\/Story-\d+-\d/),
  { ...door('efiction', 'hpfanficarchive.com siye.co.uk tgstorytime.com giantessworld.net sugarquill.net ninelivesarchive.com starslibrary.net walkingtheplank.org', /\/viewstory\.php\?sid=(\d+)(?:&index=1|&warning=\d+)*$/, /\/viewstory\.php\?.*chapter=\d/), byHost: true },
]

const isOf = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`)
const doorOf = (host: string): Door | undefined => DOORS.find(({ hosts }) => hosts.some((name) => isOf(host, name)))

/** Whether works may be listed at an address: a page of a site whose works are known by their addresses, and no chapter. */
export function mayList(address: string): boolean {
  const url = unwrapArchive(new URL(address))
  const found = doorOf(url.hostname)
  return found !== undefined && !found.chapter.test(url.pathname + url.search)
}

/** The work whose own page stands at an address; null for every other address. */
export function workAt(url: URL): WorkId | null {
  const real = unwrapArchive(url)
  const found = doorOf(real.hostname)
  const key = found?.work.exec(real.pathname + real.search)?.[1]
  return found === undefined || key === undefined ? null : workId(found.site, found.byHost ? `${hostOf(real)}/${key}` : key)
}

/** The id of the site at an address, as its works' ids begin with it. */
export const siteAt = (address: string): string | null => (URL.canParse(address) ? doorOf(unwrapArchive(new URL(address)).hostname)?.site ?? null : null)
