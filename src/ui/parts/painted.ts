/** Marks of time for measuring (tests/bench/library.mjs): from a page's own script to what the reader waits for. */
import { useLayoutEffect } from 'preact/hooks'

/** Marks, once, when what is shown now has been painted; `ready`: that it is what the reader waits for. */
export function usePainted(ready: boolean): void {
  // with what is shown now put in place, and before its frame; an effect would count a frame more
  useLayoutEffect(() => {
    // the task after the next frame begins once that frame is out
    if (ready) requestAnimationFrame(() => setTimeout(() => { if (performance.getEntriesByName('painted').length === 0) performance.mark('painted') }))
  }, [ready])
}
