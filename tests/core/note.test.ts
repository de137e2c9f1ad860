import { describe, expect, test } from 'vitest'
import { blocksOf, drawNote, inlines } from '../../src/core/note.ts'

/** The tree as one line, so that what is drawn can be read. */
const drawn = (note: string): string =>
  drawNote<string>(note, (tag, href, children) => `<${tag}${href === null ? '' : ` ${href}`}>${children.join('')}</${tag}>`).join('')

describe('notes', () => {
  test.each([
    ['plain words', '<p>plain words</p>'],
    ['**bold** and *slanted* and _so_ `code`', '<p><strong>bold</strong> and <em>slanted</em> and <em>so</em> <code>code</code></p>'],
    ['**all *of* it**', '<p><strong>all <em>of</em> it</strong></p>'],
    ['[a link](https://a.example/x) https://b.example/y.', '<p><a https://a.example/x>a link</a> <a https://b.example/y>https://b.example/y</a>.</p>'],
    ['- one\n- two\n\n1. first', '<ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>'],
    ['> said\n> she', '<blockquote>said\nshe</blockquote>'],
    ['```\na * b\n```\nafter', '<pre><code>a * b</code></pre><p>after</p>'],
    ['snake_case_name 3 * 4 * 5', '<p>snake_case_name 3 * 4 * 5</p>'],
  ])('%j', (note, tree) => expect(drawn(note)).toBe(tree))

  test.each(['[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](ftp://a.example)', 'javascript:alert(1)'])('%s is no link', (note) => {
    expect(JSON.stringify(blocksOf(note))).not.toContain('link')
  })

  test('what looks like HTML stays what was written', () => expect(inlines('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']))

  test('a hostile note of 100,000 marks is read in no time', () => {
    for (const mark of ['*', '_', '**', '`', '[', '[a](', '> ', '- ', '*a ', '**a*']) {
      const begun = performance.now()
      blocksOf(mark.repeat(100_000 / mark.length))
      expect(performance.now() - begun, mark).toBeLessThan(1500)
    }
  })
})
