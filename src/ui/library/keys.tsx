/** The shelf by keyboard. */
import { useEffect, useRef } from 'preact/hooks'
import { say, type MessageKey } from '../../browser.ts'

/** Each key with what it does, for the sheet. */
const SHEET: readonly (readonly [string, MessageKey])[] = [
  ['/', 'keySearch'], ['j ↓', 'keyNext'], ['k ↑', 'keyPrevious'], ['Enter', 'keyContinue'], ['o', 'keyOpen'], ['x', 'keySelect'], ['Esc', 'keyEscape'], ['?', 'keySheet'],
]

const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

/** Runs an act for a key pressed outside of fields, without Ctrl, Alt or Meta. An act that returns false leaves the key to the browser. */
export function useKeys(acts: Readonly<Record<string, ((event: KeyboardEvent) => unknown) | undefined>>): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || document.querySelector('dialog[open]')) return
      if (isField(event.target) && event.key !== 'Escape') return
      const act = latest.current[event.key]
      if (act && act(event) !== false) event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** The sheet of keys; closed by Escape, as dialogs are. */
export function KeySheet({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} aria-labelledby="keys" onClose={close}>
      <h2 id="keys">{say('keysTitle')}</h2>
      <table><tbody>{SHEET.map(([keys, what]) => <tr key={keys}><th scope="row">{keys.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</th><td>{say(what)}</td></tr>)}</tbody></table>
      <button onClick={close}>{say('close')}</button>
    </dialog>
  )
}
