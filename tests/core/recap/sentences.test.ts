import { describe, expect, it } from 'vitest'
import { sentencesOf, unitsOf } from '../../../src/core/recap/sentences.ts'

describe('sentences', () => {
  it.each([
    ['en', 'Mr. Vale met Dr. Orme at St. Bride. They left.', ['Mr. Vale met Dr. Orme at St. Bride.', 'They left.']],
    ['en', 'J. R. Marsh signed it. Then he slept.', ['J. R. Marsh signed it.', 'Then he slept.']],
    ['en', '"What?" he cried. "Where?" asked Ansa.', ['"What?" he cried.', '"Where?" asked Ansa.']],
    ['en', '“Stop!” she said. He did not.', ['“Stop!” she said.', 'He did not.']],
    ['fr', '« Attends ! » dit-elle. Il partit.', ['« Attends ! » dit-elle.', 'Il partit.']],
    ['es', '—¿Vienes? —preguntó Inés. ¡No! Se fue.', ['—¿Vienes? —preguntó Inés.', '¡No!', 'Se fue.']],
    ['de', '„Komm!“, rief Anke. Er kam.', ['„Komm!“, rief Anke.', 'Er kam.']],
    ['ja', '「待って。」と言った。花は笑った。', ['「待って。」と言った。', '花は笑った。']],
    ['zh', '他走了。“等等！”她说。', ['他走了。', '“等等！”她说。']],
  ])('splits %s: %s', (language, text, expected) => {
    expect(sentencesOf(text, language)).toEqual(expected)
  })

  it('loses no character but white space', () => {
    const text = 'One. "Two? Three!" said Mr. Four... five — six; (seven.) Eight'
    expect(sentencesOf(text, 'en').join(' ').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})

describe('units', () => {
  const units = (text: string) => unitsOf(sentencesOf(text, 'en'))

  it('joins a speech of several sentences into one unit', () => {
    expect(units('"I took it. I am sorry," said Rhea. She left.').map(({ text }) => text)).toEqual(['"I took it. I am sorry," said Rhea.', 'She left.'])
  })

  it('is not whole where a quotation is never closed, or a bracket stands alone', () => {
    expect(units('“I will go.').at(-1)?.whole).toBe(false)
    expect(units('(The other man.')[0]?.whole).toBe(false)
  })

  it('finds its way again after a stray mark', () => {
    const all = units('He held it out. Drink, and be well." Rhea drank it all.')
    expect(all.map(({ whole }) => whole)).toEqual([true, false, true])
  })
})
