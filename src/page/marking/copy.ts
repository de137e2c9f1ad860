/** Puts text on the clipboard; false when the browser would not. Must be called while a reader's press is handled. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // a page without https has no clipboard object, and some refuse it: the older way still works there
    return copyByCommand(text)
  }
}

function copyByCommand(text: string): boolean {
  let copied = false
  const onCopy = (event: ClipboardEvent): void => {
    event.stopImmediatePropagation()
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    copied = true
  }
  addEventListener('copy', onCopy, { capture: true, once: true })
  // the only way to the clipboard from a page without https
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy')
  removeEventListener('copy', onCopy, { capture: true })
  return copied
}
