import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { test } from 'vitest'
import { runSteps, steps } from './model.ts'

/** `CATCHWORD_RUNS` for more; the seed is printed by fast-check when a run fails, and may be given back in `CATCHWORD_SEED`. */
const RUNS = Number(process.env['CATCHWORD_RUNS'] ?? 150)
const SEED = process.env['CATCHWORD_SEED']

test(`whatever a reader and fate do, the library has what it must (${RUNS} runs)`, async () => {
  await fc.assert(fc.asyncProperty(steps, (all) => runSteps(all, crypto.randomUUID())), { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) })
}, 600_000)
