import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBackup, printBackup, rowsArriving, type BackupRow } from '../../../src/core/formats/backup.ts'
import { CEILINGS, UnreadableFile } from '../../../src/core/formats/file.ts'
import { decode, decodeArriving } from '../../../src/core/formats/decode.ts'
import { amendments, chapters, choices, corrections, digests, fingerprints, homes, passage, passages, progresses, sittings, verdicts, wishes, works } from '../records.ts'

const LIKE = { ids: ['w:1', 'w:2'], clock: 1e12 }
const row = (kind: BackupRow['kind'], records: fc.Arbitrary<unknown>): fc.Arbitrary<BackupRow> => records.map((record) => ({ kind, record }) as BackupRow)
const rows = fc.array(fc.oneof(row('work', works(LIKE)), row('chapter', chapters(LIKE)), row('progress', progresses(LIKE)), row('passage', passages(LIKE)), row('digest', digests(LIKE)), row('verdict', verdicts(LIKE)), row('correction', corrections(LIKE)), row('wish', wishes(LIKE)),
  row('amendment', amendments(LIKE)), row('sitting', sittings(LIKE)), row('fingerprint', fingerprints(LIKE)), row('home', homes(LIKE)), row('choice', choices(LIKE))), { maxLength: 8 })
const print = (list: readonly { kind: BackupRow['kind']; record: unknown }[]): string => [...printBackup(list, 1e12)].join('')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const refusal = (text: string): UnreadableFile => {
  try {
    parseBackup(text)
  } catch (error) {
    return error as UnreadableFile
  }
  throw new Error('was read')
}

test('what was written is read back, whatever it holds; written again it is the same to the byte', () => {
  fc.assert(fc.property(rows, (list) => {
    const file = print(list)
    expect(parseBackup(file)).toEqual({ found: list, refused: [] })
    expect(print([...parseBackup(file).found])).toBe(file)
    expect(JSON.parse(file)).toMatchObject({ catchword: 'backup', version: 2 })
    expect(parseBackup(JSON.stringify(JSON.parse(file), null, 2)).found).toEqual(list)
  }))
})

const GOOD = print([{ kind: 'passage', record: passage({ note: 'é — said she\n"no"' }) }, { kind: 'passage', record: passage({ id: 'b' }) }])

test('cut off anywhere it is refused, with the line', () => {
  for (let end = 1; end < GOOD.trimEnd().length; end++) {
    const error = refusal(GOOD.slice(0, end))
    expect(error).toBeInstanceOf(UnreadableFile)
    expect(['truncated', 'unknownFormat', 'empty']).toContain(error.problem)
    if (end > 30) expect(error.where).toMatch(/^line \d/)
  }
})

test('cut off at any byte it is refused, in the middle of a letter too', () => {
  const whole = bytes(GOOD)
  for (let end = 1; end < whole.length - 1; end++) expect(() => parseBackup(decode(whole.subarray(0, end))), String(end)).toThrow(UnreadableFile)
})

test('a byte order mark is no harm, UTF-16 with one is read, without one it is refused with the place', () => {
  expect(parseBackup(decode(bytes(`\ufeff${GOOD}`))).found).toHaveLength(2)
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${GOOD}`, 'utf16le'))
  expect(parseBackup(decode(utf16)).found).toHaveLength(2)
  expect(() => decode(utf16.subarray(2))).toThrow('not text in UTF-8 or UTF-16 (byte 2)')
  expect(() => decode(new Uint8Array([...bytes('abc'), 0xff, 0x41]))).toThrow('after byte 0')
  expect(() => decode(new Uint8Array())).toThrow('The file is empty.')
  expect(() => decode(bytes(' \n '))).toThrow('The file is empty.')
})

test('a file of a newer format is refused, naming both versions', () => {
  expect(refusal(GOOD.replace('"version":2', '"version":7')).message).toBe('The file is of format version 7, and this Catchword reads up to version 2: update Catchword first.')
})

test('keys of the language itself do not travel', () => {
  const evil = GOOD.replace('["passage",{', '["passage",{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,')
  const { found } = parseBackup(evil)
  expect(found).toHaveLength(2)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(Object.keys(found[0]!.record)).not.toContain('toString')
  expect(Object.hasOwn(found[0]!.record, 'constructor') || Object.hasOwn(found[0]!.record, '__proto__')).toBe(false)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'HTTP:x'])('a chapter at %s is refused, the rest is read', (url) => {
  const chapter = fc.sample(chapters(LIKE), 1)[0]!
  const file = print([{ kind: 'chapter', record: { ...chapter, url: 'https://x.example/' } }, { kind: 'passage', record: passage() }]).replace('https://x.example/', url)
  const { found, refused } = parseBackup(file)
  expect(found).toHaveLength(1)
  expect(refused).toEqual([{ where: 'line 2', why: expect.stringContaining('url should be') as string }])
})

test('a row that is broken in the library is written apart, counted, and never read back as good', () => {
  const file = print([{ kind: 'passage', record: { ...passage(), colour: 'puce' } }, { kind: 'passage', record: passage() }])
  expect(file).toContain('["end",{"broken":1,"passage":1}]')
  expect(parseBackup(file)).toMatchObject({ found: [{ kind: 'passage' }], refused: [{ where: 'line 2' }] })
})

test('ceilings: depth, rows, text and names', () => {
  const put = (value: string): string => GOOD.replace('"tags":[]', `"tags":${value}`)
  expect(refusal(put('['.repeat(100_000) + ']'.repeat(100_000))).problem).toBe('tooDeep')
  expect(refusal(put(`[${'0,'.repeat(CEILINGS.rows)}0]`)).problem).toBe('tooManyRows')
  expect(refusal(put(`["${'x'.repeat(CEILINGS.text + 1)}"]`)).problem).toBe('textTooLong')
  expect(refusal(put(`{"${'x'.repeat(CEILINGS.key + 1)}":1}`)).problem).toBe('keyTooLong')
  expect(refusal(put(`["${'x'.repeat(8 * CEILINGS.text)}"]`)).problem).toBe('textTooLong')
  expect(parseBackup(put('["x"]')).found).toHaveLength(2)
})

test('damage in the middle is refused with line and column', () => {
  expect(refusal(GOOD.replace('"tags":[]', '"tags":[}')).message).toMatch(/^The file is damaged at line 2, column \d+\.$/)
})

/** A text in pieces of a few bytes. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const whole = bytes(text)
  for (let at = 0; at < whole.length; at += size) yield await Promise.resolve(whole.subarray(at, at + size))
}
const arriving = async (text: string, size: number): Promise<unknown[]> => {
  const found: unknown[] = []
  for await (const row of rowsArriving(decodeArriving(pieces(text, size)))) found.push(row)
  return found
}

test('what arrives in pieces is read as the whole would be, wherever it is cut', async () => {
  const whole = parseBackup(GOOD).found
  for (const size of [1, 2, 3, 7, 64, 10_000]) expect(await arriving(GOOD, size)).toEqual(whole)
})

test('what arrives and breaks off is refused as the whole would be', async () => {
  for (const end of [5, 40, 90, 300, GOOD.length - 4]) await expect(arriving(GOOD.slice(0, end), 16)).rejects.toThrow(UnreadableFile)
  await expect(arriving('', 16)).rejects.toThrow('The file is empty.')
  await expect(arriving('{"some":"other"}', 4)).rejects.toThrow('none of the kinds')
  await expect(arriving(`{"catchword":"backup","version":2,"rows":[\n["passage",{"note":"${'x'.repeat(30_000_000)}`, 1e6)).rejects.toThrow('longer than')
})

test('a file of version 1 is read whole', () => {
  expect(parseBackup(GOOD.replace('"version":2', '"version":1')).found).toHaveLength(2)
})

test('only what a reader chose is a choice: no other key of the browser’s storage can be written by a file', () => {
  const file = GOOD.replace('["passage"', '["choice",{"key":"journal:x","value":"1","at":1}],\n["passage"')
  expect(parseBackup(file)).toMatchObject({ refused: [{ where: 'line 2' }] })
})
