/**
 * A proxy on loopback that lets nothing out and writes down who knocked. Both browsers send everything that is not
 * for 127.0.0.1 through it, so a test is cut off from the world and can say that nothing tried to leave.
 */
import { createServer } from 'node:http'

/** The browsers' own calls home (updates, settings, accounts): not ours, and refused like the rest. */
const HOUSEKEEPING = /(^|\.)(google\.com|googleapis\.com|gstatic\.com|gvt1\.com|mozilla\.(com|org|net)|firefox\.com|mozgcp\.net|microsoft\.com|msn\.com|bing\.com|digicert\.com|lencr\.org)$/

/** @typedef {{ port: number, knocks: () => string[], close: () => Promise<void> }} ClosedDoor */

/**
 * @returns {Promise<ClosedDoor>} `knocks()` lists hosts or addresses somebody asked for, the browsers' own calls
 *   left out
 */
export async function closedDoor() {
  /** @type {string[]} */
  const knocks = []
  const note = (/** @type {string} */ address, /** @type {string} */ host) => {
    if (!HOUSEKEEPING.test(host)) knocks.push(address)
  }
  const server = createServer((request, response) => {
    const address = request.url ?? ''
    note(address, URL.canParse(address) ? new URL(address).hostname : address)
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Nothing leaves the stage.')
  })
  server.on('connect', (request, socket) => {
    const address = request.url ?? ''
    note(address, address.replace(/:\d+$/, ''))
    // A browser that hangs up first must not take the tests with it.
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The closed door has no port.')
  return {
    port: at.port,
    knocks: () => [...knocks],
    close: () => new Promise((closed) => {
      server.closeAllConnections()
      server.close(() => closed(undefined))
    }),
  }
}
