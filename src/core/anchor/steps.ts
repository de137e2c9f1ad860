/**
 * Work in steps: every `next()` does a small bounded piece of it (well under a millisecond on a warm engine, few where
 * nothing has been compiled yet), and the last returns the result. Who runs it decides when to pause between two of them.
 */
export type Steps<T> = Generator<undefined, T>

/** Runs steps to their end without a pause. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
