/**
 * Paints passages with the CSS Custom Highlight API: the site's nodes are not touched. The page can read what is painted,
 * so names carry a colour and nothing else.
 */
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

const nameOf = (colour: Colour): string => `catchword-${colour}`

/** Whether the text stands light on dark, from the colour of its letters. */
function isDarkPage(root: Element): boolean {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(root).color.match(/[\d.]+/g) ?? []).map(Number)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140
}

function rules(dark: boolean): string {
  const looks = dark ? DARK : LIGHT
  const coloured = COLOURS.map((colour) => {
    const { ground, edge, line } = looks[colour]
    return `::highlight(${nameOf(colour)}) { background-color: ${ground}; color: ${dark ? '#fbf8f1' : '#1b1813'}; text-decoration: underline ${line} ${edge}; }`
  })
  const forced = COLOURS.map((colour) => `::highlight(${nameOf(colour)}) { background-color: Mark; color: MarkText; text-decoration: underline ${looks[colour].line} MarkText; }`)
  return `${coloured.join('\n')}\n@media (forced-colors: active) { ${forced.join('\n')} }`
}

export interface Painter {
  /** Paints these ranges and nothing else. */
  readonly paint: (passages: readonly { readonly colour: Colour; readonly range: Range }[]) => void
}

type Painted = readonly { readonly colour: Colour; readonly range: Range }[]

/** What each chapter of this page has painted: the registry of highlights is one for the whole document. */
const painted = new Map<object, Painted>()

function repaint(): void {
  for (const colour of COLOURS) {
    const ranges = [...painted.values()].flat().filter((passage) => passage.colour === colour).map((passage) => passage.range)
    if (ranges.length === 0) CSS.highlights.delete(nameOf(colour))
    else CSS.highlights.set(nameOf(colour), new Highlight(...ranges))
  }
}

/** Begins painting on a page whose story stands in `root`; everything is gone when `signal` aborts. */
export function startPainting(root: Element, signal: AbortSignal): Painter {
  const own = {}
  let sheet: CSSStyleSheet | null = null
  const addRules = (): void => {
    if (sheet) return
    sheet = new CSSStyleSheet()
    sheet.replaceSync(rules(isDarkPage(root)))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }
  signal.addEventListener('abort', () => {
    painted.delete(own)
    repaint()
    if (sheet) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  })
  return {
    paint(passages) {
      if (passages.length > 0) addRules()
      painted.set(own, passages)
      repaint()
    },
  }
}
