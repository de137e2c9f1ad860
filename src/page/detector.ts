/**
 * Looks whether the page is a chapter, and again when it has changed; a script of its own, brought in by the stub
 * (page/index.ts) where there may be one, so that all other pages cost next to nothing.
 */
import { choiceFor } from '../choices.ts'
import { answersInScript } from '../messages.ts'
import { Screen } from './screen.ts'

/** Whether the reader is typing in something of ours: a page that re-renders must not take a half-written note away. */
const isWriting = (own: EventTarget | null): boolean => own instanceof Element && own.parentNode === document.documentElement && own !== document.body

function begin(signal: AbortSignal): NonNullable<typeof globalThis.catchwordDetector> {
  // answers stand at once: the popup may ask before the browser's storage has spoken
  const ready = choiceFor(location.host).then(async (choice) => {
    const screen = new Screen(choice)
    signal.addEventListener('abort', () => screen.end())
    if (!signal.aborted) await screen.look()
    return screen
  })
  const look = (): void => void ready.then((screen) => screen.look())
  return {
    look: () => {
      if (isWriting(document.activeElement)) document.addEventListener('focusout', look, { once: true, capture: true, signal })
      else look()
    },
    answer: answersInScript({
      looked: async () => (await ready).looked,
      lookAgain: async () => {
        await (await ready).lookAgain(await choiceFor(location.host))
        return null
      },
    }),
  }
}

const { catchwordHere: here } = globalThis
if (here && !here.signal.aborted) globalThis.catchwordDetector ??= begin(here.signal)
