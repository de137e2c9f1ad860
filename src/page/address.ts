/** Tells when a page that never reloads (a single-page site) shows another address. */

interface NavigationLike extends EventTarget {
  readonly currentEntry: { readonly url: string | null } | null
}

/** The address without its fragment: what makes it another page. */
const here = (): string => location.href.replace(/#.*$/, '')

/**
 * Calls `changed` after the address changed without a load, when the page had a moment to show the new text. The
 * Navigation API tells of it; without that the address is compared whenever the returned function is called (at every
 * mutation of the page), when history is walked, or when the page is shown again. Null where nothing need be called.
 */
export function watchAddress(changed: () => void, signal: AbortSignal): (() => void) | null {
  let known = here()
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    timer = undefined
    const now = here()
    if (now === known || signal.aborted) return
    known = now
    changed()
  }
  const compare = (): void => {
    if (here() !== known) timer ??= setTimeout(settle, 100)
  }
  const { navigation } = globalThis as { navigation?: NavigationLike }
  if (navigation) {
    navigation.addEventListener('currententrychange', compare, { signal })
    return null
  }
  document.addEventListener('visibilitychange', compare, { signal })
  addEventListener('popstate', compare, { signal })
  return compare
}
