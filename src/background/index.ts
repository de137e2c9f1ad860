/**
 * The background: a service worker (Chromium) or event page (Firefox) that may be stopped between any two lines. It keeps
 * nothing in variables; every answer is read → one transaction → reply after commit.
 */
import { choiceFor } from '../choices.ts'
import { digestChapter } from '../core/recap/digest.ts'
import { answerInBackground, askScript, type PaintedPassage } from '../messages.ts'
import { digestMade } from '../store/digests.ts'
import { again } from '../store/again.ts'
import { siteAt } from '../sites/work-links.ts'
import { fingerprintIn, fingerprintTaken } from '../store/fingerprints.ts'
import type { PassageRow } from '../store/library.ts'
import { hasWorksOf, knownWorks, postedSeen } from '../store/listed.ts'
import { passageChanged, passageMade, passageRemoved, passagesFound, passagesIn } from '../store/passages.ts'
import { progressIn, progressMade } from '../store/positions.ts'
import { takeOver } from '../store/waiting.ts'
import { authorRefused, refusalOf } from '../store/wishes.ts'
import { whoIs } from '../store/who.ts'
import { keepArcs } from '../store/arcs.ts'
import { chapterOpened } from '../store/works.ts'
import { noteIncident, reportFailure, reportSuccess, takeContinue } from '../handover.ts'
import { openLibrary } from '../keeping.ts'
import { keepBadge, showFraction, showHidden } from './badge.ts'
import { answerCommands, showRecap } from './commands.ts'
import { bring, injectIntoOpenTabs, isPrerendered } from './inject.ts'
import { keepSafe } from './keeping.ts'
import { keepSites } from './sites.ts'

const library = openLibrary()

const painted = ({ id, selectors, colour, note, tags }: PassageRow): PaintedPassage => ({ id, selectors, colour, note, tags })

/** Runs a write; a failure is told to the page that asked and kept for the popup until a write succeeds again. */
async function write<T>(work: () => Promise<T>): Promise<T> {
  try {
    const value = await again(library, work)
    // nobody waits for it
    reportSuccess().catch((error: unknown) => console.warn(`Catchword could not forget a failed write: ${String(error)}`))
    return value
  } catch (error) {
    await reportFailure(error)
    throw error
  }
}

answerInBackground(
  {
    detectorWanted: async (_asked, sender) => {
      await bring('detector.js', sender)
      return null
    },
    readingWanted: async (_asked, sender) => {
      await bring('reading.js', sender)
      return null
    },
    besideChapters: async (_asked, sender) => {
      if (isPrerendered(sender)) return 'not shown'
      const { host } = new URL(sender.url ?? '')
      if ((await choiceFor(host)).story !== null) await bring('detector.js', sender)
      if (await hasWorksOf(library, siteAt(sender.url ?? ''))) await bring('listing.js', sender)
      return null
    },
    worksKnown: ({ works }) => knownWorks(library, works),
    listingSeen: ({ seen }) =>
      write(async () => {
        await postedSeen(library, seen)
        return null
      }),
    storyPicked: async (_asked, { tab }) => {
      if (tab?.id !== undefined) await askScript(tab.id, 'lookAgain', { then: 'go-on' })
      return null
    },
    chapterOpened: ({ facts, paragraphs, characters, refusal }, sender) =>
      write(async () => {
        await chapterOpened(library, facts, { paragraphs, characters }, Date.now())
        await takeOver(library, facts)
        if (refusal !== null) await authorRefused(library, facts.work, refusal, Date.now())
        // nobody waits for it: without them a recap is only slower
        keepArcs(library, facts.work).catch((error: unknown) => console.warn(`Catchword could not sum up the chapters before this one: ${String(error)}`))
        const [passages, progress, goTo, refused, fingerprint] = await Promise.all([
          passagesIn(library, facts.chapter), progressIn(library, facts.chapter), takeContinue(facts.chapter, Date.now()), refusalOf(library, facts),
          fingerprintIn(library, facts.chapter),
        ])
        showFraction(sender, progress?.current.fraction ?? 0)
        return {
          passages: passages.map(painted),
          progress: progress ? { current: progress.current, furthest: progress.furthest, finished: progress.finished } : null,
          goTo,
          digest: refused === null,
          fingerprint,
        }
      }),
    progressMade: ({ chapter, mark, reachedEnd, read, begun, sitting }, sender) =>
      write(async () => {
        await progressMade(library, chapter, mark, reachedEnd, Date.now(), { read, begun, sitting })
        showFraction(sender, mark.fraction)
        return null
      }),
    recapWanted: async (_asked, sender) => {
      await showRecap(sender)
      return null
    },
    pageHides: (_asked, sender) => {
      showHidden(sender)
      return null
    },
    passageMade: (made) => write(async () => painted(await passageMade(library, made, Date.now()))),
    passageChanged: ({ id, chapter, colour, note, tags }) =>
      write(async () => {
        const row = await passageChanged(library, id, { colour, note, tags }, Date.now(), chapter)
        return row ? painted(row) : null
      }),
    passageRemoved: ({ id, chapter, removed }) =>
      write(async () => {
        await passageRemoved(library, id, removed, Date.now(), chapter)
        return null
      }),
    passagesHere: async ({ chapter }) => (await passagesIn(library, chapter)).map(painted),
    passagesFound: ({ chapter, found }) =>
      write(async () => {
        await passagesFound(library, chapter, found, Date.now())
        return null
      }),
    chapterFingerprinted: ({ chapter, fingerprint }) =>
      write(async () => {
        await fingerprintTaken(library, chapter, fingerprint, Date.now())
        return null
      }),
    chapterRead: ({ chapter, language, title, paragraphs }) =>
      write(async () => {
        await digestMade(library, chapter, digestChapter({ paragraphs, language, title }), Date.now())
        return null
      }),
    whoIs: ({ chapter, name }) => whoIs(library, chapter, name),
  },
  (reason) => {
    console.warn(`Catchword refused a message: ${reason}`)
    void noteIncident('refused', reason)
  },
)

keepSites()
keepBadge()
keepSafe(library)
answerCommands()

// Chromium leaves tabs that were open before without a content script; Firefox injects by itself. The worker is made anew
// when the extension is installed, updated or switched on again, and of the last no event of the extension tells.
if (BROWSER === 'chromium') addEventListener('activate', () => void injectIntoOpenTabs())
