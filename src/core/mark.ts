/** The shape a mark is held to wherever it comes from: a page, a file, another device. */
import { MARK_QUOTE, type Mark } from './position.ts'
import { number, record, text, type Shape } from './shape.ts'

const whole = number(0, 1e9)
const plainMark = record({ place: record({ paragraph: whole, offset: whole }), fraction: number(0, 1), words: text(80), at: number(0, 1e13) })
const shortQuote = record({ exact: text(MARK_QUOTE), prefix: text(MARK_QUOTE), suffix: text(MARK_QUOTE) })

/** A mark; those from before marks carried quotes have none. */
export const markShape: Shape<Mark> = (value, path = '') => {
  const plain = plainMark(value, path)
  const { quote } = value as { readonly quote?: unknown }
  return quote === undefined ? plain : { ...plain, quote: shortQuote(quote, `${path}.quote`) }
}
