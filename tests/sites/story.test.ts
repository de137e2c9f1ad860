// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { paragraphsOf } from '../../src/core/text.ts'
import { readStory } from '../../src/sites/story.ts'
import type { StoryArea } from '../../src/sites/site.ts'
import { documentOf } from './opened.ts'

const area = (document: Document, leftOut: readonly Node[] = []): StoryArea =>
  ({ roots: [document.getElementById('story')!], leftOut: new Set(leftOut) })
const paragraphs = (html: string, head = ''): string[] =>
  paragraphsOf(readStory(area(documentOf(`<html><head>${head}</head><body>${html}</body></html>`))).text)

describe('the text of a story', () => {
  it('is its paragraphs, white space collapsed', () => {
    expect(paragraphs('<div id="story"><p> The \n rope <em>went</em> slack.</p><p>Nobody&nbsp; spoke.</p></div>')).toEqual(['The rope went slack.', 'Nobody spoke.'])
  })

  it('needs no paragraphs in the markup', () => {
    expect(paragraphs('<div id="story">One line<br>goes on<br><br>Another<div>A third</div>and a fourth</div>')).toEqual(['One line goes on', 'Another', 'A third', 'and a fourth'])
  })

  it('leaves out what is hidden', () => {
    const hidden = '<p class="c1">none</p><p style="visibility:hidden">invisible</p><p style="font-size:0">small</p><p hidden>attribute</p><p aria-hidden="true">decoy</p><span style="position:absolute;left:-9999px">away</span><p style="text-indent:-9999px">indented</p>'
    expect(paragraphs(`<div id="story"><p>Seen.</p>${hidden}<p>Seen too.</p></div>`, '<style>.c1{display:none}</style>')).toEqual(['Seen.', 'Seen too.'])
  })

  it('leaves out scripts, readings above signs, and what the area leaves out', () => {
    const document = documentOf('<div id="story"><h3>Chapter Text</h3><p><ruby>灯<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby>台</p><script>var a</script><p>tail</p></div>')
    expect(paragraphsOf(readStory(area(document, [document.querySelector('h3')!, document.querySelectorAll('p')[1]!.firstChild!])).text)).toEqual(['灯台'])
  })

  it('is read through a form whose controls shadow its properties', () => {
    const names = ['children', 'childNodes', 'firstChild', 'nextSibling', 'parentNode', 'parentElement', 'tagName', 'nodeName', 'nodeType', 'textContent', 'getAttribute', 'ownerDocument', 'hasAttribute', 'className', 'style', 'id', 'matches', 'contains']
    const controls = names.map((name) => `<input name="${name}">`).join('')
    expect(paragraphs(`<div id="story"><p>Before.</p><form>${controls}<p>Within.</p></form><p>Behind.</p></div>`)).toEqual(['Before.', 'Within.', 'Behind.'])
  })

  it('is read however deep it is nested', () => {
    const parsed = new DOMParser().parseFromString('<div id="story"></div>', 'text/html')
    let at: Element = parsed.querySelector('#story')!
    for (let depth = 0; depth < 1500; depth++) at = at.appendChild(parsed.createElement('i'))
    at.append('The bottom.')
    expect(readStory(area(parsed)).text.text).toBe('The bottom.')
  })

  it('is read where there is no layout at all', () => {
    const parsed = new DOMParser().parseFromString('<div id="story"><p>A <b>bold</b> word.</p><p style="display: none">no</p><p hidden>no</p><p>End.</p></div>', 'text/html')
    expect(paragraphsOf(readStory(area(parsed)).text)).toEqual(['A bold word.', 'End.'])
  })
})

describe('a page with a layout', () => {
  afterEach(() => { vi.restoreAllMocks(); Reflect.deleteProperty(Element.prototype, 'checkVisibility') })

  it('is asked of every paragraph, also where one differs from its sisters by its place alone', () => {
    // A hidden paragraph keeps its height, so only its computed style tells
    Object.defineProperty(Element.prototype, 'checkVisibility', { configurable: true, value(this: Element) { return getComputedStyle(this).visibility !== 'hidden' } })
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(20)
    document.head.innerHTML = '<style>#story p:nth-child(2){visibility:hidden}</style>'
    document.body.innerHTML = '<div id="story"><p>Seen.</p><p>This text was stolen.</p><p>Seen too.</p></div>'
    expect(paragraphsOf(readStory(area(document)).text)).toEqual(['Seen.', 'Seen too.'])
  })
})

describe('places in a story', () => {
  const document = documentOf('<div id="story"><p>The  rope <em>went</em>\n slack.</p><h4>* * *</h4><p>Nobody spoke.</p></div><p id="after">after</p>')
  const story = readStory(area(document, [document.querySelector('h4')!]))

  it('lead to the page and back, for every stretch of the text', () => {
    const { text } = story.text
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 1; end <= text.length; end++) {
        const range = story.range(start, end)!
        const words = text.slice(start, end)
        if (/^\s|\s$/.test(words)) continue
        expect(range.toString().replace('* * *', ' ').replace(/\s+/g, ' ')).toBe(words.replace(/\s+/g, ' '))
        expect(story.offset(range.startContainer, range.startOffset)).toBe(start)
      }
    }
  })

  it('are the next character of the story where they are none of it', () => {
    expect(story.offset(document.querySelector('h4')!.firstChild!, 1)).toBe(story.text.starts[1])
    expect(story.offset(document.querySelector('#after')!.firstChild!, 2)).toBe(story.text.text.length)
    expect(story.offset(document.body, 0)).toBe(0)
  })

  it('are none any more when their nodes have gone', () => {
    const page = documentOf('<div id="story"><p>Gone.</p></div>')
    const gone = readStory(area(page))
    page.querySelector('p')!.remove()
    expect(gone.range(0, 4)).toBeNull()
  })
})
