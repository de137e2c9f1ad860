/** Tells when a page that never reloads (a single-page site) shows another address. */

interface NavigationLike extends EventTarget {
  readonly currentEntry: { readonly url: string | null } | null
}

/**
 * Calls `changed` after the address changed without a load, when the page had a moment to show the new text.
 * Uses the Navigation API; without it the address is compared when the title changes or the page is shown again.
 */
export function watchAddress(changed: () => void): void {
  let known = location.href.replace(/#.*$/, '')
  let timer: ReturnType<typeof setTimeout> | undefined
  const compare = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const now = location.href.replace(/#.*$/, '')
      if (now === known) return
      known = now
      changed()
    }, 100)
  }
  const navigation = (globalThis as { navigation?: NavigationLike }).navigation
  if (navigation) navigation.addEventListener('currententrychange', compare)
  else {
    const title = document.querySelector('title')
    if (title) new MutationObserver(compare).observe(title, { childList: true, characterData: true, subtree: true })
    document.addEventListener('visibilitychange', compare)
  }
  addEventListener('popstate', compare)
}
