/**
 * Shapes of data that comes from outside (pages, files, other devices): each checks one value and gives it back typed,
 * built anew field by field, so that unknown keys and `__proto__` never travel on.
 */

/** A value did not have the shape it should: where and what was expected. */
export class WrongShape extends Error {
  override readonly name = 'WrongShape'
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path || 'value'} should be ${expected}`)
  }
}

/** Checks a value found at `path`; throws {@link WrongShape}. */
export type Shape<T> = (value: unknown, path?: string) => T
/** The type a shape checks for. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

/** A string of at most `max` UTF-16 units. */
export const text =
  (max: number): Shape<string> =>
  (value, path = '') => {
    if (typeof value !== 'string' || value.length > max) throw new WrongShape(path, `text of at most ${max} characters`)
    return value
  }

/** A finite number between two bounds, both included. */
export const number =
  (min: number, max: number): Shape<number> =>
  (value, path = '') => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) throw new WrongShape(path, `a number from ${min} to ${max}`)
    return value
  }

export const flag: Shape<boolean> = (value, path = '') => {
  if (typeof value !== 'boolean') throw new WrongShape(path, 'true or false')
  return value
}

/** One of some literal values. */
export const oneOf =
  <const T extends readonly (string | number | null)[]>(values: T): Shape<T[number]> =>
  (value, path = '') => {
    if (!values.includes(value as T[number])) throw new WrongShape(path, `one of ${values.join(', ')}`)
    return value as T[number]
  }

/** The first of several shapes that fits. */
export const either =
  <A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> =>
  (value, path = '') => {
    try {
      return a(value, path)
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error
      return b(value, path)
    }
  }

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, path = '') =>
    value === null ? null : shape(value, path)

/** Nothing at all, or what a shape asks for. */
export const emptyOr =
  (shape: Shape<string>): Shape<string> =>
  (value, path = '') =>
    value === '' ? '' : shape(value, path)

/** A list of at most `max` items. */
export const list =
  <T>(item: Shape<T>, max: number): Shape<T[]> =>
  (value, path = '') => {
    if (!Array.isArray(value) || value.length > max) throw new WrongShape(path, `a list of at most ${max} items`)
    return value.map((entry: unknown, index) => item(entry, `${path}[${index}]`))
  }

/** An object with just these fields; others are dropped. */
export const record =
  <S extends Readonly<Record<string, Shape<unknown>>>>(fields: S): Shape<{ [K in keyof S]: Shaped<S[K]> }> => {
  const shapes = Object.entries(fields)
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongShape(path, 'an object')
    // its keys are those of `fields`, which are ours
    const own: Record<string, unknown> = {}
    for (const [key, shape] of shapes) {
      const entry: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
      own[key] = shape(entry, path ? `${path}.${key}` : key)
    }
    return own as { [K in keyof S]: Shaped<S[K]> }
  }
}

/** An absolute http(s) address. */
export const address: Shape<string> = (value, path = '') => {
  const href = text(4096)(value, path)
  if (!/^https?:\/\/[^/]/i.test(href)) throw new WrongShape(path, 'a web address')
  return href
}
