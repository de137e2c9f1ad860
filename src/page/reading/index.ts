/**
 * Everything that happens on a chapter page: a script of its own, brought in only where a chapter was recognised
 * (background/inject.ts), so that other pages load the detector and nothing else.
 */
import { openChapters } from './chapters.ts'

globalThis.catchwordReading = openChapters
