/**
 * The one door between places: every call, by who answers it. Messages are JSON, one-shot (no ports: they keep pages out
 * of the back/forward cache), checked field by field on arrival, and refused when their type or shape is unknown.
 */
import type { Runtime } from 'webextension-polyfill'
import { browser, isAlive } from './browser.ts'
import { COLOURS } from './core/passage.ts'
import type { WhoIs } from './core/cast/find.ts'
import { address, either, flag, list, nullable, number, oneOf, record, text, WrongShape, type Shape, type Shaped } from './core/shape.ts'
import type { KnownWork } from './core/listed.ts'
import type { ChapterId, Reason, WorkId } from './core/work.ts'
import type { Passage } from './core/passage.ts'
import type { Mark, Progress } from './core/position.ts'
import { markShape } from './core/mark.ts'

// Functions, not constants: so each script carries the shapes of what it answers, and no others.
const id = <T extends string>(): Shape<T> => text(600) as unknown as Shape<T>
const whole = number(0, 1e9)
const place = () => record({ paragraph: whole, offset: whole })
const title = () => nullable(text(1000))
const ordinal = () => nullable(number(-1e6, 1e9))
const factsShape = () => record({
  site: text(60), work: id<WorkId>(), chapter: id<ChapterId>(), workTitle: title(), author: title(), chapterTitle: title(),
  ordinal: ordinal(), titleNumber: ordinal(), posted: nullable(whole), planned: either(oneOf(['open', null]), whole),
  url: address, workUrl: nullable(address), prevUrl: nullable(address), nextUrl: nullable(address), language: nullable(text(60)),
})

/** What a page may ask of the background: it may propose, never read the library or change settings. */
const toBackground = () => {
  const sitting = record({ id: text(60), began: number(0, 1e13), zone: number(-1440, 1440), readMs: number(0, 1e10), words: whole })
  const selector = record({
    quote: record({ exact: text(1_000_000), prefix: text(400), suffix: text(400) }),
    start: whole, end: whole, place: place(),
  })
  const tags = list(text(60), 30)
  const edit = { colour: oneOf(COLOURS), note: text(100_000), tags }
  return {
    /** Brings the script of page/detector into the page that asks, which may be a chapter. */
    detectorWanted: record({}),
    /** Brings the script of page/reading into the page that asks. */
    readingWanted: record({}),
    /**
     * From a page that by its address is no chapter: brings the script of page/listing, if the library has works of its site,
     * and the detector, if the reader has pointed at a story there.
     */
    besideChapters: record({}),
    /** How the reader stands to these works: those they know, and a line of each; nothing of the others. */
    worksKnown: record({ works: list(id<WorkId>(), 500) }),
    /** What a listing says of works: how many chapters are posted, and planned. */
    listingSeen: record({ seen: list(record({ work: id<WorkId>(), posted: whole, planned: either(oneOf(['open', null]), whole) }), 500) }),
    /** The reader has chosen the story's block on the page that asks, or taken the choice back: look at it again. */
    storyPicked: record({}),
    /** `refusal`: the words by which the author's notes refuse to be processed. */
    chapterOpened: record({ facts: factsShape(), paragraphs: whole, characters: whole, refusal: nullable(text(120)) }),
    /** `read`: the place up to which was read at a human pace; `begun`: whether the chapter is being read, not only looked into. */
    progressMade: record({ chapter: id<ChapterId>(), mark: markShape, reachedEnd: flag, read: nullable(markShape), begun: flag, sitting: nullable(sitting) }),
    /** Shows the recap, in whatever way the browser lets a page's click open it. */
    recapWanted: record({}),
    /** The page hides what was shown on it, or took it away: the reader is told on the toolbar button. */
    pageHides: record({}),
    passageMade: record({ id: text(60), chapter: id<ChapterId>(), selector, ...edit }),
    /** The same for passages there are, of the page's own chapter only. */
    passageChanged: record({ id: text(60), chapter: id<ChapterId>(), ...edit }),
    passageRemoved: record({ id: text(60), chapter: id<ChapterId>(), removed: flag }),
    /** The passages of the page's chapter as they are now. */
    passagesHere: record({ chapter: id<ChapterId>() }),
    /** Where passages were found in an edited chapter, or where the reader moved them to. */
    passagesFound: record({ chapter: id<ChapterId>(), found: list(record({ id: text(60), selector }), 10_000) }),
    /** What the paragraphs read so far are like (core/anchor/fingerprint.ts); no text. */
    chapterFingerprinted: record({ chapter: id<ChapterId>(), fingerprint: list(text(16), 200_000) }),
    /** The paragraphs up to the furthest the reader got, to make a digest of. Nothing of them is kept but the digest. */
    chapterRead: record({ chapter: id<ChapterId>(), language: nullable(text(60)), title: title(), paragraphs: list(text(1_000_000), 200_000) }),
    /** Who bears a name, as far as the reader is in this chapter. */
    whoIs: record({ chapter: id<ChapterId>(), name: text(60) }),
  }
}

/** What our own pages may ask of a chapter page. */
const toPage = () => ({
  onScreen: record({}),
  goTo: record({ target: either(record({ passage: text(60) }), record({ place: place(), words: text(80) })) }),
  /** Scrolls to the next or previous passage; opens nothing. */
  stepToPassage: record({ by: oneOf([1, -1]) }),
  /** Marks what is selected on the page, or opens the bar with a note to write. */
  markSelection: record({ withNote: flag }),
  /** The passages were changed by one of our own pages: ask for them anew. */
  passagesEdited: record({}),
  /** Puts a lost passage where the reader says: at the suggested candidate, or at what is selected on the page. */
  placePassage: record({ passage: text(60), at: oneOf(['candidate', 'selection']) }),
  /** The reader knows what changed in the chapter: it is not told again. */
  changesSeen: record({}),
})

/** What our own pages may ask of the content script of any page, chapter or not. */
const toScript = () => ({
  looked: record({}),
  /** Looks again, because the reader has chosen something; `rest` ends everything until the page is loaded again. */
  lookAgain: record({ then: oneOf(['go-on', 'rest']) }),
})

/** A passage as the page needs it: no more of the library than that. */
export type PaintedPassage = Pick<Passage, 'id' | 'selectors' | 'colour' | 'note' | 'tags'>

/** A place where a chapter changed since it was read; for `removed` the paragraph that now stands there. */
export interface ChapterChange {
  readonly kind: 'edited' | 'added' | 'removed'
  readonly paragraph: number
  /** Its first words, by which it is found. */
  readonly words: string
}

/** What a page shows, for the popup. */
export interface OnScreen {
  readonly chapter: Shaped<ReturnType<typeof factsShape>>
  readonly confidence: number
  readonly fraction: number
  /** Words of the chapter and of what is left of it; null while they are not counted. */
  readonly words: { readonly total: number; readonly left: number } | null
  /** Ids of this chapter's passages that could not be found in today's text. */
  readonly lost: readonly string[]
  /** What may have become of lost passages: words of today's text, to be accepted by the reader, never painted. */
  readonly suggestions: readonly { readonly passage: string; readonly words: string }[]
  /** How many paragraphs changed since the reader read them, and where; null when none did. */
  readonly changes: { readonly edited: number; readonly added: number; readonly removed: number; readonly places: readonly ChapterChange[] } | null
  /** What the reader should know, e.g. a position that could not be saved; null when all is well. */
  readonly trouble: string | null
}

/** What the content script made of a page, and why. */
export interface Looked {
  /** `unsure`: it may be a chapter; nothing is done before the reader says so. */
  readonly kind: 'chapter' | 'unsure' | 'listing' | 'none'
  readonly confidence: number
  readonly reasons: readonly Reason[]
  /** The facts as the page shows them, without the reader's corrections. */
  readonly chapter: Shaped<ReturnType<typeof factsShape>> | null
  /** Whether the reader has picked the story's block on this site. */
  readonly picked: boolean
  /** The name of the site whose own rule read the page; null where the detector weighed signs. */
  readonly rule: string | null
  /** Where on the page each fact stands (sites/sources.ts). */
  readonly sources: Readonly<Partial<Record<'work' | 'author' | 'number' | 'title' | 'previous' | 'next', FactSource>>>
  /** How many chapters stand on the page. */
  readonly chapters: number
}

/** Where on a page a fact stands; `rule`: where the site's own rule says. */
export type FactSource = 'rule' | 'heading' | 'head' | 'page-title' | 'link' | 'line' | 'address'

interface Answers {
  detectorWanted: null
  readingWanted: null
  storyPicked: null
  /** `not shown`: the page was made ahead of its reader; it may ask again once it is shown. */
  besideChapters: 'not shown' | null
  worksKnown: readonly KnownWork[]
  listingSeen: null
  chapterOpened: { /** False when nobody may make a digest of this chapter: its text then never leaves the page. */ readonly digest: boolean; readonly passages: readonly PaintedPassage[]; readonly progress: Progress | null; /** Of what was read at earlier visits. */ readonly fingerprint: readonly string[] | null; /** Set once, when the reader chose Continue. */ readonly goTo: { readonly place: Mark['place']; readonly words: string } | null }
  progressMade: null
  recapWanted: null
  pageHides: null
  passageMade: PaintedPassage
  passageChanged: PaintedPassage | null
  passageRemoved: null
  passagesHere: readonly PaintedPassage[]
  passagesFound: null
  chapterRead: null
  chapterFingerprinted: null
  whoIs: WhoIs
  onScreen: OnScreen | null
  goTo: boolean
  looked: Looked
  lookAgain: null
  stepToPassage: boolean
  markSelection: boolean
  passagesEdited: null
  placePassage: boolean
  changesSeen: boolean
}

/** Who sent a message, as the browser (not the sender) says. */
export type Sender = Runtime.MessageSender

type Calls = ReturnType<typeof toBackground> & ReturnType<typeof toPage> & ReturnType<typeof toScript>
export type Call = keyof Calls
type BackgroundCall = keyof ReturnType<typeof toBackground>
type PageCall = keyof ReturnType<typeof toPage>
type ScriptCall = keyof ReturnType<typeof toScript>
export type Asked<C extends Call> = Shaped<Calls[C]>
export type Answer<C extends Call> = Answers[C]

type Reply<C extends Call> = { readonly ok: true; readonly value: Answer<C> } | { readonly ok: false; readonly reason: string }

/** The other side could not do it; `message` is one sentence for the reader. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
}

const unpack = <C extends Call>(reply: Reply<C> | undefined): Answer<C> => {
  if (reply === undefined) throw new CallFailed('no answer')
  if (!reply.ok) throw new CallFailed(reply.reason)
  return reply.value
}

/** Asks the background. Rejects with {@link CallFailed} or the browser's own error when the extension is gone. */
export const askBackground = async <C extends BackgroundCall>(call: C, asked: Asked<C>): Promise<Answer<C>> =>
  unpack<C>(await browser.runtime.sendMessage({ call, asked }))

/** Asks the chapter page in a tab's top frame. Undefined when no chapter is open there. */
export const askPage = <C extends PageCall>(tab: number, call: C, asked: Asked<C>): Promise<Answer<C> | undefined> => askTab(tab, call, asked)

/**
 * Asks the content script in a tab's top frame, chapter or not. Most pages have but its stub (page/index.ts), which
 * listens to nobody: there the detector is brought in first. Undefined when no Catchword runs there.
 */
export async function askScript<C extends ScriptCall>(tab: number, call: C, asked: Asked<C>): Promise<Answer<C> | undefined> {
  const answered = await askTab(tab, call, asked)
  if (answered !== undefined) return answered
  try {
    await browser.scripting.executeScript({ target: { tabId: tab, frameIds: [0] }, files: ['detector.js'], injectImmediately: true })
  } catch {
    // a page no extension may enter
    return undefined
  }
  return askTab(tab, call, asked)
}

async function askTab<C extends PageCall | ScriptCall>(tab: number, call: C, asked: Asked<C>): Promise<Answer<C> | undefined> {
  let reply: Reply<C> | undefined
  try {
    reply = await browser.tabs.sendMessage(tab, { call, asked }, { frameId: 0 })
  } catch {
    // the browser rejects when nobody listens in that tab: a page where Catchword does not run
    return undefined
  }
  return reply && unpack<C>(reply)
}

type Handlers<C extends Call> = { readonly [K in C]: (asked: Asked<K>, sender: Sender) => Promise<Answer<K>> | Answer<K> }

function listen<C extends Call>(shapes: Pick<Calls, C>, handlers: Handlers<C>, refused: (reason: string) => void): () => void {
  const onMessage = (message: unknown, sender: Sender, respond: (reply: unknown) => void): true | undefined => {
    if (sender.id !== browser.runtime.id) return undefined
    const call = (message as { call?: unknown } | null)?.call
    if (typeof call !== 'string' || !Object.hasOwn(shapes, call)) {
      refused(`unknown message ${String(call).slice(0, 40)}`)
      return undefined
    }
    answer(shapes, handlers, call as C, (message as { asked?: unknown }).asked, sender).then(respond, (error: unknown) => {
      if (error instanceof WrongShape) refused(`${call}: ${error.message}`)
      respond({ ok: false, reason: error instanceof Error ? error.message : String(error) })
    })
    return true
  }
  browser.runtime.onMessage.addListener(onMessage as Runtime.OnMessageListenerCallback)
  // in a page whose extension is gone there is nobody left to listen to
  return () => { if (isAlive()) browser.runtime.onMessage.removeListener(onMessage as Runtime.OnMessageListenerCallback) }
}

async function answer<C extends Call>(shapes: Pick<Calls, C>, handlers: Handlers<C>, call: C, asked: unknown, sender: Sender): Promise<Reply<C>> {
  const checked = (shapes[call] as Shape<Asked<C>>)(asked, call)
  return { ok: true, value: await handlers[call](checked, sender) }
}

/** Registers the background's answers; must be called synchronously at start. */
export const answerInBackground = (handlers: Handlers<BackgroundCall>, refused: (reason: string) => void): (() => void) =>
  listen<BackgroundCall>(toBackground(), handlers, refused)

/** Registers a chapter page's answers; the returned function ends them. */
export const answerInPage = (handlers: Handlers<PageCall>): (() => void) => listen<PageCall>(toPage(), handlers, () => undefined)

/** Registers the content script's own answers, chapter or not; the returned function ends them. */
export const answerInScript = (handlers: Handlers<ScriptCall>): (() => void) => listen<ScriptCall>(toScript(), handlers, () => undefined)
