/** What stored passages mark in a text, by the anchoring that pages use; null for lost ones. */
import { placeAll } from '../../src/core/anchor/place.ts'
import { storyText } from '../../src/core/text.ts'
import type { PassageRow } from '../../src/store/library.ts'

export function markedIn(paragraphs: readonly string[], rows: readonly PassageRow[]): (string | null)[] {
  const story = storyText(paragraphs)
  return placeAll(rows.map(({ selectors }) => selectors), story).map((placement) => (placement.kind === 'lost' ? null : story.text.slice(placement.start, placement.end)))
}
