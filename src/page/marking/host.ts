/**
 * What all of ours hangs in on a page: one element behind the page's body with a closed shadow root. A page's style sheet
 * cannot hide it (no rule of an author's outweighs `!important` on the element itself); a page's script can, and is found out.
 */

export interface Host {
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** Where the view goes. */
  readonly mount: HTMLElement
  /** Sets a property beyond the reach of the page's style sheets. */
  readonly set: (property: string, value: string) => void
  /** Whether it hangs where and as it was hung up, and would be seen where the window shows its place. */
  readonly isWhole: () => boolean
}

/** Makes the element, with its style sheet, and `where` on the page it is: declarations, parted by semicolons. */
export function makeHost(name: string, styles: string, where: string): Host {
  const element = document.createElement('div')
  const root = element.attachShadow({ mode: STAGE ? 'open' : 'closed' })
  const style = document.createElement('style')
  style.textContent = styles
  const mount = document.createElement('div')
  root.append(style, mount)
  element.style.cssText = `all: initial; ${where}`.replace(/;|$/g, ' !important$&')
  // how letters and lines are spaced is the reader's to overrule
  for (const spacing of ['letter-spacing', 'word-spacing', 'line-height']) element.style.setProperty(spacing, 'initial')
  let ours = element.style.cssText
  if (STAGE) element.dataset['catchword'] = name
  return {
    element, root, mount,
    set(property, value) {
      element.style.setProperty(property, value, 'important')
      ours = element.style.cssText
    },
    isWhole: () => element.parentNode === document.documentElement && element.style.cssText === ours && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  }
}
