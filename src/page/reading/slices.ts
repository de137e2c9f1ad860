/** Long work on somebody's page is done in slices, so that the page stays its own. */

/** Milliseconds of work after which a pause is due: with the step that passes it no more than eight. */
const SLICE_MS = 4

const pause = (): Promise<void> => new Promise((later) => setTimeout(later))

/** Runs steps to their end, pausing every few milliseconds; undefined when `isWanted` says no after a pause. */
export async function inSlices<T>(steps: Generator<undefined, T>, isWanted: () => boolean): Promise<T | undefined> {
  let began = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < SLICE_MS) continue
    await pause()
    if (!isWanted()) return undefined
    began = performance.now()
  }
}
