/**
 * What a reader needs to mark a passage. A script of its own, brought into chapter pages only (background/inject.ts), so
 * that pages which are no chapters never load it.
 */
import { showBar } from './bar.tsx'

globalThis.catchwordMarking = { showBar }
