import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { test } from 'vitest'
import { runSteps, steps } from './model.ts'

/** `CATCHWORD_RUNS` and `CATCHWORD_SEED` for other ones; the seed is always printed. */
const RUNS = Number(process.env['CATCHWORD_RUNS'] ?? 1000)
const SEED = Number(process.env['CATCHWORD_SEED'] ?? Date.now() % 2 ** 31)

test(`whatever a reader and fate do, the library has what it must (${RUNS} runs, seed ${SEED})`, async () => {
  await fc.assert(fc.asyncProperty(steps, (all) => runSteps(all, crypto.randomUUID())), { numRuns: RUNS, seed: SEED })
}, 600_000)
