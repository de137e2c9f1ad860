import { describe as suite, expect, it } from 'vitest'
import { describe } from '../../../src/core/anchor/describe.ts'
import { placeAll, placing } from '../../../src/core/anchor/place.ts'
import type { Placement } from '../../../src/core/passage.ts'
import { storyText, type StoryText } from '../../../src/core/text.ts'

const PARAGRAPHS = [
  'The bell rang twice, and nobody moved in the whole of the hall.',
  '“Again,” said the old man, and she began once more from the first step.',
  'Rain had come over the hill by then, grey and slow as cattle, and the dogs lay under the cart.',
  '“You never told me,” said Mara — “not once…” He had no answer to that.',
  'They ate what there was to eat: bread, an onion, the last of the café’s cheese.',
  'In the morning the river had gone down, and the ford could be seen again between its stones.',
]
const OLD = storyText(PARAGRAPHS)

const at = (story: StoryText, words: string): [number, number] => {
  const start = story.text.indexOf(words)
  if (start < 0) throw new Error(`no "${words}"`)
  return [start, start + words.length]
}
const mark = (words: string, story = OLD) => [describe(story, ...at(story, words))]
const shown = (placement: Placement | undefined, story: StoryText): string | null =>
  placement && placement.kind !== 'lost' ? story.text.slice(placement.start, placement.end) : null
/** What is marked in `paragraphs` of the passage that was `words` in OLD. */
const found = (words: string, paragraphs: readonly string[], old = OLD): string | null => {
  const story = storyText(paragraphs)
  return shown(placeAll([mark(words, old)], story)[0], story)
}
const changed = (from: string, to: string): string[] => PARAGRAPHS.join('\n').replace(from, to).split('\n')

suite('placeAll on a text that did not change', () => {
  it('gives back every range', () => {
    const passages = [[describe(OLD, 4, 19)], [describe(OLD, 64, 100)], [describe(OLD, 140, OLD.text.length)]]
    expect(placeAll(passages, OLD)).toEqual([
      { kind: 'exact', start: 4, end: 19, confidence: 1 },
      { kind: 'exact', start: 64, end: 100, confidence: 1 },
      { kind: 'exact', start: 140, end: OLD.text.length, confidence: 1 },
    ])
  })

  it('does the same in steps', () => {
    const story = storyText(['Something was put before it all.', ...Array.from({ length: 200 }, (_, at) => `Line ${at}, which nobody marked, of a long chapter.`), ...PARAGRAPHS])
    const passages = Array.from({ length: 30 }, () => [mark('nobody moved'), mark('the dogs lay under the cart')]).flat()
    const steps = placing(passages, story)
    let pauses = 0
    for (;;) {
      const step = steps.next()
      if (step.done) {
        expect(step.value).toEqual(placeAll(passages, story))
        break
      }
      pauses++
    }
    expect(pauses).toBeGreaterThan(8)
  })
})

suite('placeAll when only the form changed', () => {
  it('finds the passage with its quotation marks, dashes and dots as they are now', () => {
    const plain = PARAGRAPHS.map((text) => text.replaceAll(/[“”]/g, '"').replaceAll('’', "'").replaceAll('—', '--').replaceAll('…', '...'))
    const story = storyText(plain)
    const [quoted, dots] = placeAll([mark('“Again,” said the old man'), mark('“not once…”')], story)
    expect(quoted).toMatchObject({ kind: 'exact', confidence: 1 })
    expect(shown(quoted, story)).toBe('"Again," said the old man')
    expect(shown(dots, story)).toBe('"not once..."')
  })

  it.each([
    ['soft hyphens', 'the dogs lay under the cart', 'the dogs lay under', 'the do\u00adgs lay\u200b un\u00adder'],
    ['composition of accents', 'café’s cheese', 'café', 'cafe\u0301'],
    ['ligatures', 'the first step', 'first', 'ﬁrst'],
    ['full-width forms', 'bread, an onion', 'bread', 'ｂｒｅａｄ'],
    ['case', 'The bell rang', 'The bell', 'THE BELL'],
  ])('does not mind %s', (_name, words, from, to) => {
    const story = storyText(changed(from, to))
    const placement = placeAll([mark(words)], story)[0]
    expect(placement?.kind).toBe('exact')
    expect(shown(placement, story)).toBe(words.replace(from, to))
  })

  it('finds a passage whose paragraphs were joined', () => {
    const joined = [PARAGRAPHS.slice(0, 3).join(' '), ...PARAGRAPHS.slice(3)]
    expect(found('the first step.\nRain had come', joined)).toBe('the first step. Rain had come')
  })
})

suite('placeAll when words changed', () => {
  it.each([
    ['a word in the middle', 'she began once more', 'she began once more from the first step', 'once more', 'once again', 'she began once again from the first step'],
    ['the first word', 'Rain', 'Rain had come over the hill by then', 'Rain had', 'Snow had', 'Snow had come over the hill by then'],
    ['the last word', 'cart', 'the dogs lay under the cart', 'the cart.', 'the waggon.', 'the dogs lay under the waggon'],
    ['a typing error in the one word that was marked', 'cattle', 'cattle', 'cattle', 'catle', 'catle'],
    ['a word put before it', 'nobody', 'nobody moved', 'and nobody', 'and then nobody', 'nobody moved'],
    ['a word put after it', 'twice', 'The bell rang twice', 'twice,', 'twice that morning,', 'The bell rang twice'],
    ['a sentence put into it', 'Rain', 'grey and slow as cattle, and the dogs lay under the cart.', 'cattle, and', 'cattle. It did not stop, and', 'grey and slow as cattle. It did not stop, and the dogs lay under the cart.'],
  ])('keeps the edges: %s', (_name, _word, words, from, to, wanted) => {
    expect(found(words, changed(from, to))).toBe(wanted)
  })

  it('leaves out a paragraph put right before or after the passage, even one that begins alike', () => {
    const inserted = PARAGRAPHS.toSpliced(2, 0, 'Rain had been the talk of all the village, and nobody could say who began it.')
    expect(found('Rain had come over the hill by then', inserted)).toBe('Rain had come over the hill by then')
    expect(found('she began once more from the first step.', inserted)).toBe('she began once more from the first step.')
  })

  it('says that it was edited, and how sure it is', () => {
    const placement = placeAll([mark('she began once more from the first step')], storyText(changed('once more', 'once again')))[0]
    expect(placement).toMatchObject({ kind: 'moved' })
    expect(placement?.kind === 'moved' && placement.confidence).toBeGreaterThan(0.7)
    expect(placement?.kind === 'moved' && placement.confidence).toBeLessThan(1)
  })
})

suite('placeAll when the passage is gone', () => {
  const words = '“Again,” said the old man, and she began once more from the first step.'
  const without = PARAGRAPHS.filter((text) => text !== words)

  it('is lost, with the place between the neighbours that stayed', () => {
    const story = storyText(without)
    const placement = placeAll([mark(words)], story)[0]
    expect(placement).toMatchObject({ kind: 'lost', candidate: null })
    expect(placement?.kind === 'lost' && placement.between).toBe(story.text.indexOf('Rain had'))
  })

  it('is lost when its only word became another, which is suggested', () => {
    const story = storyText(changed('cattle', 'oxen'))
    const placement = placeAll([mark('cattle')], story)[0]
    const [start, end] = at(story, 'oxen')
    expect(placement).toEqual({ kind: 'lost', between: start, candidate: { start, end } })
  })

  it('is lost though a lookalike stands elsewhere, which is suggested', () => {
    const lookalike = '“Again,” said the old man, and he began once more from the third wall.'
    const story = storyText([...without, lookalike])
    const placement = placeAll([mark(words)], story)[0]
    expect(placement?.kind).toBe('lost')
    if (placement?.kind !== 'lost' || !placement.candidate) throw new Error('no candidate')
    expect(story.text.slice(placement.candidate.start, placement.candidate.end)).toContain('the old man, and')
  })

  it.each([
    ['a notice', ['This chapter has been taken down at the wish of the publisher.']],
    ['a login wall', ['You must log in to read this chapter.', 'Log in', 'Register']],
    ['another chapter', ['Winter came early that year.', 'The bell rang once, and the old man said nothing at all.', 'She had never seen the sea.']],
    ['nothing', []],
  ])('is lost when the page shows %s', (_name, paragraphs) => {
    const passages = PARAGRAPHS.map((text) => mark(text))
    expect(placeAll(passages, storyText(paragraphs)).map(({ kind }) => kind)).toEqual(passages.map(() => 'lost'))
  })
})

suite('placeAll when passages repeat or move', () => {
  const refrain = 'The wheel turned, and the salt fell, and nobody spoke.'
  const verses = Array.from({ length: 12 }, (_, index) => [`Verse ${index} told of a king called ${'abcdefghijkl'[index]?.repeat(5) ?? ''} and of his ${index + 2} unlucky sons.`, refrain]).flat()
  const song = storyText(verses)

  it('keeps each copy of a repeated line beside its neighbours', () => {
    const passages = [3, 7, 11].map((index) => [describe(song, song.starts[index] ?? 0, (song.starts[index] ?? 0) + refrain.length)])
    const story = storyText(['A new verse at the front.', refrain, ...verses])
    expect(placeAll(passages, story).map((placement) => placement.kind !== 'lost' && story.starts.indexOf(placement.start))).toEqual([5, 9, 13])
  })

  it('follows a paragraph that moved whole, and says moved', () => {
    const moved = [...PARAGRAPHS.slice(0, 2), ...PARAGRAPHS.slice(3, 6), PARAGRAPHS[2] ?? '']
    const story = storyText(moved)
    const placement = placeAll([mark('Rain had come over the hill by then, grey and slow as cattle')], story)[0]
    expect(placement?.kind).toBe('moved')
    expect(shown(placement, story)).toBe('Rain had come over the hill by then, grey and slow as cattle')
  })

  it('tries the newest description first and the first one after it', () => {
    const revised = storyText(changed('the first step', 'the lowest step of the stair'))
    const both = [...mark('from the first step'), describe(revised, ...at(revised, 'from the lowest step'))]
    expect(shown(placeAll([both], revised)[0], revised)).toBe('from the lowest step')
    expect(shown(placeAll([both], OLD)[0], OLD)).toBe('from the first step')
    const elsewhere = storyText(['Nothing of this was ever in the chapter that we know, not a word.'])
    const wrong = [...mark('from the first step'), describe(elsewhere, 0, 20)]
    expect(shown(placeAll([wrong], OLD)[0], OLD)).toBe('from the first step')
  })

  it('keeps passages apart that were stored from different states of the chapter', () => {
    const revised = storyText(changed('nobody moved', 'not a soul stirred'))
    const passages = [mark('nobody moved in the whole of the hall'), mark('not a soul stirred in the whole', revised)]
    expect(placeAll(passages, OLD).map((placement) => shown(placement, OLD))).toEqual(['nobody moved in the whole of the hall', 'nobody moved in the whole'])
  })
})

suite('a passage beside something that is nearly the same', () => {
  const twins = ['“You are late, miss!”', '“To please my mother, I suppose.”', '“To please my mother, you suppose!” he said, and his hand shook.', 'Nobody spoke for as long as it takes to light a lamp.']
  const old = storyText([...PARAGRAPHS, ...twins, ...PARAGRAPHS.map((text) => `Again: ${text}`)])

  it.each([
    ['the paragraph before it is deleted', twins[1] as string],
    ['the paragraph after it is deleted', twins[2] as string],
  ])('keeps its beginning and its end when %s', (_what, gone) => {
    const kept = gone === twins[1] ? twins[2] as string : twins[1] as string
    expect(found(kept, old.text.split('\n').filter((text) => text !== gone), old)).toBe(kept)
  })
})
