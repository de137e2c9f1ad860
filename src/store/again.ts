/** One more try where the browser closed the database under an operation. */
import { isLostConnection } from './shut.ts'
import type { Library } from './library.ts'

/**
 * Runs a question or one transaction; when the connection was lost under it, opens the library anew and runs it once
 * more. The work must be the same when done twice, as every change of this store is: it is one transaction, all or nothing.
 */
export async function again<T>(library: Library, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isLostConnection(error)) throw error
    library.close({ disableAutoOpen: false })
    await library.open()
    return await work()
  }
}
