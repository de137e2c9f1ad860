/** What is asked of a regular expression. */
export type Pattern = Pick<RegExp, 'exec' | 'test'>

/** A regular expression put together from tables of words when it is first asked, not when the script starts. */
export function pattern(source: () => string, flags: string): Pattern {
  let made: RegExp | undefined
  const ready = (): RegExp => made ??= new RegExp(source(), flags)
  return { exec: (text) => ready().exec(text), test: (text) => ready().test(text) }
}
