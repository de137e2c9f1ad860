import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32, zipOf, type ZipEntry } from '../../../src/core/formats/zip.ts'

const FILES: Readonly<Record<string, string>> = { 'Eels.md': '# Eels\n', '潮の書記.md': '第一章\n', 'empty.md': '' }

async function* entries(): AsyncGenerator<ZipEntry> {
  for (const [name, text] of Object.entries(FILES)) yield { name, bytes: new TextEncoder().encode(await Promise.resolve(text)) }
}

test('CRC-32 of the standard check string', () => {
  expect(crc32(new TextEncoder().encode('123456789')).toString(16)).toBe('cbf43926')
})

test('another program unpacks every file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'catchword-zip-'))
  const pieces: Uint8Array[] = []
  for await (const piece of zipOf(entries(), Date.UTC(2026, 0, 2, 3, 4, 6))) pieces.push(piece)
  writeFileSync(join(folder, 'a.zip'), Buffer.concat(pieces))
  execFileSync('python3', ['-c', 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])', join(folder, 'a.zip'), folder])
  for (const [name, text] of Object.entries(FILES)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})
