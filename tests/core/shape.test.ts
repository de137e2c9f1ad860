import { expect, test } from 'vitest'
import { address, list, nullable, number, record, text, WrongShape } from '../../src/core/shape.ts'

const shape = record({ name: text(5), many: list(number(0, 9), 3), link: nullable(address) })

test('what fits is built anew, and nothing else travels on', () => {
  const sent = JSON.parse('{"name":"a","many":[1],"link":null,"extra":1,"__proto__":{"polluted":true}}') as unknown
  const got = shape(sent)
  expect(got).toEqual({ name: 'a', many: [1], link: null })
  expect(Object.keys(got)).toEqual(['name', 'many', 'link'])
  expect('polluted' in got).toBe(false)
})

test.each([
  [{ name: 'longer', many: [], link: null }, 'name'],
  [{ name: 'a', many: [1, 10], link: null }, 'many[1]'],
  [{ name: 'a', many: [1, 2, 3, 4], link: null }, 'many'],
  [{ name: 'a', many: [NaN], link: null }, 'many[0]'],
  [{ name: 'a', many: [], link: 'javascript:alert(1)' }, 'link'],
  [{ many: [], link: null }, 'name'],
  [null, ''],
  [[], ''],
])('%j is refused at %s', (value, path) => {
  expect(() => shape(value)).toThrow(WrongShape)
  try {
    shape(value)
  } catch (error) {
    expect((error as WrongShape).path).toBe(path)
  }
})
