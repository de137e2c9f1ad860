import { liveQuery } from 'dexie'
import { useLayoutEffect, useState } from 'preact/hooks'

/** What a query of the library has come to. */
export type Live<T> = { readonly state: 'loading' } | { readonly state: 'failed'; readonly error: unknown } | { readonly state: 'here'; readonly value: T }

/** Runs a query now and again whenever what it read has changed, in whatever place it was changed. */
export function useLive<T>(query: () => Promise<T>, watched: readonly unknown[]): Live<T> {
  const [live, setLive] = useState<Live<T>>({ state: 'loading' })
  // asked at once: an effect would wait for the next frame
  useLayoutEffect(() => {
    const subscription = liveQuery(query).subscribe({
      next: (value) => setLive({ state: 'here', value }),
      error: (error: unknown) => setLive({ state: 'failed', error }),
    })
    return () => subscription.unsubscribe()
  }, watched)
  return live
}
