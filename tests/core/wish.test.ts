import { expect, test } from 'vitest'
import { refusalIn } from '../../src/core/wish.ts'

test.each([
  'Please do not feed this story to AI.',
  'Don’t put my work into ChatGPT, thanks!',
  'This work may not be used to train LLMs or any other model.',
  'I do not consent to my fics being used for AI training.',
  'No AI.',
  'NO AI training, no reposts.',
  'not for AI training/summarising',
  'Not for AI summarising',
  'AI scraping of this work is prohibited.',
  'Tags: fluff, NoAI, slow burn',
  'Pas d’IA.',
  'AI学習禁止です。',
])('an author refuses: %s', (note) => {
  expect(refusalIn(note)).not.toBeNull()
})

test.each([
  'No AI was used in writing this story.',
  'Thanks for reading! The ship’s AI wakes next week.',
  'Don’t worry, I will use the break to write more.',
  'J’ai fini ce chapitre hier. Pas de souci !',
  'Do not repost to other sites.',
  'Never trust an AI that smiles.',
  'She said no. AIs are like that.',
  '',
])('nobody refuses: %s', (note) => {
  expect(refusalIn(note)).toBeNull()
})

test('the words quoted are the author’s, and short', () => {
  expect(refusalIn(`Hello all! ${'x'.repeat(500)}. Please do not feed\n this to AI`)).toBeNull()
  expect(refusalIn('Hello! Please do not feed this to AI, ever.')).toBe('do not feed this to AI')
  expect(refusalIn(`No AI${' training'.repeat(50)}`)!.length).toBeLessThanOrEqual(120)
})
