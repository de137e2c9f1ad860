import { h, type VNode } from 'preact'
import { drawNote } from '../../core/note.ts'

/** A note as the reader wrote it, with its little Markdown drawn. */
export const Note = ({ note }: { readonly note: string }) => (
  <div class="note" dir="auto">
    {drawNote<VNode>(note, (tag, href, children) => href === null ? h(tag, null, children) : <a href={href} target="_blank" rel="noopener noreferrer">{children}</a>)}
  </div>
)
