/**
 * A quote with where it is from, as plain text: the words, a line with those of `sources` that are known (author, work,
 * chapter), the address.
 */
export function quotation(exact: string, sources: readonly (string | null)[], address: string): string {
  const words = exact.replaceAll('\n', '\n\n')
  const known = sources.filter((source) => source !== null && source !== '')
  // words that are speech bring their own marks
  const quoted = /^[“"«„「]/.test(words) && /[”"»“」]$/.test(words) ? words : `“${words}”`
  return [quoted, ...(known.length > 0 ? [`— ${known.join(', ')}`] : []), address].join('\n')
}
