import { expect, test } from 'vitest'
import { quotation } from '../../src/core/quotation.ts'

test('a quotation says what it knows of its source', () => {
  expect(quotation('Rain.\nMore rain.', ['A. Nother', null, 'Chapter 1'], 'https://a.example/1')).toBe('“Rain.\n\nMore rain.”\n— A. Nother, Chapter 1\nhttps://a.example/1')
  expect(quotation('“Rain?”', [], 'https://a.example/1')).toBe('“Rain?”\nhttps://a.example/1')
})
