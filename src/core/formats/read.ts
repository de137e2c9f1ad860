/** Which format a file is of, told from what is in it, never from its name. */
import { isClipper, parseClipper } from './clipper.ts'
import { parseClippings } from './clippings.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { isHypothesis, parseHypothesis } from './hypothesis.ts'
import { isBackup } from './backup.ts'
import { readJson } from './json.ts'
import type { MarkedPassage } from './marked.ts'
import { parseReadwise } from './readwise.ts'
import { isW3c, parseW3c } from './w3c.ts'

export type Readable = 'backup' | 'w3c' | 'hypothesis' | 'clipper' | 'readwise' | 'clippings'

/** The format of a text. Throws {@link UnreadableFile} for one that is none of ours, or broken JSON. */
export function formatOf(text: string): Readable {
  const start = text.slice(0, 100_000).trimStart().replace(/^\ufeff/, '')
  if (start === '') throw new UnreadableFile('empty')
  if (isBackup(start)) return 'backup'
  if (/^[[{]/.test(start)) {
    const root = readJson(text)
    if (isW3c(root)) return 'w3c'
    if (isHypothesis(root)) return 'hypothesis'
    if (isClipper(root)) return 'clipper'
    throw new UnreadableFile('unknownFormat')
  }
  if (/^-\s.*\d/m.test(start) && /^==========/m.test(text)) return 'clippings'
  if (/^[^\r\n]*\bHighlight\b[^\r\n]*/i.test(start)) return 'readwise'
  throw new UnreadableFile('unknownFormat')
}

const READERS: Readonly<Record<Exclude<Readable, 'backup'>, (text: string) => Parsed<MarkedPassage>>> = {
  w3c: parseW3c, hypothesis: parseHypothesis, clipper: parseClipper, readwise: parseReadwise, clippings: parseClippings,
}

/** The passages of a file in a foreign format. */
export const parsePassages = (format: Exclude<Readable, 'backup'>, text: string): Parsed<MarkedPassage> => READERS[format](text)
