/** The colours passages are painted in, as rules of a style sheet. */
import { COLOURS, type Colour } from '../../core/passage.ts'

interface Look {
  readonly ground: string
  readonly edge: string
  /** Each colour has an underline of its own, so that colour is never the only sign. */
  readonly line: string
}
const LIGHT: Readonly<Record<Colour, Look>> = {
  amber: { ground: '#f6d98a', edge: '#8a6410', line: 'solid' },
  rose: { ground: '#f3b9b3', edge: '#a1372c', line: 'dashed' },
  moss: { ground: '#c9dc9f', edge: '#4d6b1e', line: 'dotted' },
  sky: { ground: '#b7d9ee', edge: '#1f628c', line: 'double' },
  violet: { ground: '#d7c7ee', edge: '#6a44a6', line: 'wavy' },
}
const DARK: Readonly<Record<Colour, Look>> = {
  amber: { ground: '#6b5119', edge: '#f0c75e', line: 'solid' },
  rose: { ground: '#6e2f2a', edge: '#f2998e', line: 'dashed' },
  moss: { ground: '#43561f', edge: '#b4d071', line: 'dotted' },
  sky: { ground: '#21506c', edge: '#86c5ec', line: 'double' },
  violet: { ground: '#4c3674', edge: '#c3a8f0', line: 'wavy' },
}

/** The page can read these names: they carry a colour and nothing else. */
export const nameOf = (colour: Colour): string => `catchword-${colour}`
/** The passage the reader came to by keyboard. */
export const HERE = 'catchword-here'

/** How light a computed colour is, 0 to 1; null for a way of writing colours that is not known here. */
export function lightness(colour: string): number | null {
  const [red, green, blue] = (colour.match(/[\d.]+(?:e-?\d+)?%?/g) ?? []).map((each) => Number.parseFloat(each) / (each.endsWith('%') ? 100 : 1))
  if (red === undefined || green === undefined || blue === undefined) return null
  const most = colour.startsWith('rgb') ? 255 : 1
  if (most === 255 || /^color\((srgb|display-p3|rec2020|a98-rgb)/.test(colour)) return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / most
  if (colour.startsWith('okl')) return red
  if (/^l(ab|ch)/.test(colour)) return red / 100
  return null
}

/** Whether text stands light on dark, from the colour of its letters. */
export const isDark = (root: Element): boolean => (lightness(getComputedStyle(root).color) ?? 0) > 0.55

/** Rules for light or dark pages, for forced colours, and for paper, where ground is not printed and edges must be dark. */
export function rulesFor(dark: boolean): string {
  const looks = dark ? DARK : LIGHT
  const rule = (colour: Colour, how: string): string => `::highlight(${nameOf(colour)}) { ${how} }`
  const ink = dark ? '#fbf8f1' : '#1b1813'
  const screen = COLOURS.map((each) => rule(each, `background-color: ${looks[each].ground}; color: ${ink}; text-decoration: underline ${looks[each].line} ${looks[each].edge};`))
  const forced = COLOURS.map((each) => rule(each, `background-color: Mark; color: MarkText; text-decoration: underline ${looks[each].line} MarkText;`))
  const paper = COLOURS.map((each) => rule(each, `text-decoration: underline ${LIGHT[each].line} ${LIGHT[each].edge};`))
  const here = `::highlight(${HERE}) { text-decoration: underline 3px currentColor; }`
  return `@media screen { ${screen.join('\n')}\n${here} }\n@media print { ${paper.join('\n')} }\n@media screen and (forced-colors: active) { ${forced.join('\n')} }`
}
