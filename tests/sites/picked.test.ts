// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { readPicked } from '../../src/sites/picked.ts'
import type { Reading } from '../../src/sites/site.ts'

const NONE: Reading = { kind: 'none', reasons: [] }
const LINE = 'She counted the lamps along the quay and came, as always, to one too few. '
const HERE = new URL('https://stories.example/tide/chapter-4')
const page = (story: string): Document =>
  new DOMParser().parseFromString(`<!doctype html><title>x</title><h1>Chapter 4: Lamps</h1><div id="right">${story}</div><div id="wrong">${LINE.repeat(20)}</div>`, 'text/html')

test('the block the reader picked is the story, and what stands in it for the site is left out', () => {
  const document = page(`<nav>Next</nav><p>${LINE.repeat(5)}</p>`)
  const reading = readPicked(HERE, document, '#right', NONE)
  if (reading.kind !== 'chapter') throw new Error('not read')
  expect(reading.chapters[0]!.area.roots).toEqual([document.querySelector('#right')])
  expect([...reading.chapters[0]!.area.leftOut]).toEqual([document.querySelector('nav')])
  expect(reading.chapters[0]!.facts).toMatchObject({ titleNumber: 4, chapterTitle: 'Lamps' })
})

test('where the block is missing, empty or a list of links, or the selector is broken, the guess stands', () => {
  for (const [story, selector] of [['', '#right'], [`<a href="/1">${LINE.repeat(5)}</a>`, '#right'], [LINE, '#gone'], [LINE, '##']] as const) {
    expect(readPicked(HERE, page(story), selector, NONE)).toBe(NONE)
  }
})
