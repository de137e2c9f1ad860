import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from './odd-pages.mjs'
import { CAST, chapterPath, CHAPTERS } from './serial.mjs'
import { startSerial, type SerialServer } from './server.mjs'

const textOf = (number: number) => CHAPTERS[number - 1]!.paragraphs.join('\n')
const names = (text: string, name: string) => new RegExp(`(?<!\\p{L})${name.replace('.', '\\.')}(?!\\p{L})`, 'u').test(text)

describe('the sample serial', () => {
  test('has six chapters of at least 1,250 words', () => {
    expect(CHAPTERS).toHaveLength(6)
    for (const { number } of CHAPTERS) expect(textOf(number).split(/\s+/).length, `chapter ${number}`).toBeGreaterThanOrEqual(1250)
  })

  test('never repeats a paragraph', () => {
    const all = CHAPTERS.flatMap(({ paragraphs }) => paragraphs).filter((text) => text !== '* * *')
    expect(new Set(all).size).toBe(all.length)
  })

  test('introduces its people when the gold says so, and some of them late', () => {
    for (const { name, aliases, firstChapter } of CAST.people) {
      for (const { number } of CHAPTERS.filter((chapter) => chapter.number < firstChapter)) {
        for (const called of [name, ...aliases]) expect(names(textOf(number), called), `${called} in chapter ${number}`).toBe(false)
      }
      expect([name, ...aliases].some((called) => names(textOf(firstChapter), called)), `${name} in chapter ${firstChapter}`).toBe(true)
    }
    for (const late of [2, 3, 4]) expect(CAST.people.some(({ firstChapter }) => firstChapter === late)).toBe(true)
  })

  test('speaks in quotation marks that close', () => {
    for (const text of CHAPTERS.flatMap(({ paragraphs }) => paragraphs)) {
      expect(text.match(/“/g)?.length ?? 0, text).toBe(text.match(/”/g)?.length ?? 0)
      expect(text).not.toMatch(/["_]/)
    }
  })
})

describe('its server', () => {
  let serial: SerialServer
  beforeAll(async () => { serial = await startSerial() })
  afterAll(() => serial.close())

  test('links every chapter to its neighbours', async () => {
    for (const { number } of CHAPTERS) {
      const page = await (await fetch(serial.chapter(number))).text()
      expect(page.includes(`rel="prev" href="${chapterPath(number - 1)}"`)).toBe(number > 1)
      expect(page.includes(`rel="next" href="${chapterPath(number + 1)}"`)).toBe(number < CHAPTERS.length)
    }
    expect((await fetch(serial.chapter(7))).status).toBe(404)
  })

  test('has the odd pages', () => {
    expect(serve('/one-character.html')?.body).toBe('a')
    expect(serve('/million.html')?.body.length).toBeGreaterThan(1_000_000)
    expect(serve('/strict/chapter-1.html')?.headers?.['content-security-policy']).toContain('trusted-types')
    expect(serve('/sandboxed/chapter-1.html')?.headers?.['content-security-policy']).toBe('sandbox')
  })
})
