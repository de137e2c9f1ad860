/** Where in the library page the reader is: the part of its address after `#`. */
import { useEffect, useState } from 'preact/hooks'
import type { WorkId } from '../../core/work.ts'

/** `path`: the first part of the address, empty for the shelf. `rest`: what follows it, decoded. */
export interface Route {
  readonly path: string
  readonly rest: string
}

/** `#/work/ao3%3A1` → work, ao3:1. An address that cannot be decoded is the shelf's. */
export function routeOf(hash: string): Route {
  const [path = '', rest = ''] = hash.replace(/^#\/?/, '').split('/', 2)
  try {
    return { path, rest: decodeURIComponent(rest) }
  } catch {
    return { path: '', rest: '' }
  }
}

/** Address of a work's page. */
export const workAddress = (work: WorkId): string => `#/work/${encodeURIComponent(work)}`

/** The route, and again whenever it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash))
  useEffect(() => {
    const moved = (): void => setRoute(routeOf(location.hash))
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  return route
}
