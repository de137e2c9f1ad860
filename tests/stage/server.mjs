#!/usr/bin/env node
/** Serves the sample serial on loopback. By hand: `node tests/stage/server.mjs [port]`. */
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { serve } from './odd-pages.mjs'
import { chapterPath, INDEX } from './serial.mjs'

/**
 * @typedef {object} SerialServer
 * @property {string} origin for instance http://127.0.0.1:4173, without a slash at the end
 * @property {string} index address of the table of contents
 * @property {(number: number) => string} chapter address of a chapter
 * @property {string[]} asked paths asked for so far
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ port?: number, revise?: (path: string, body: string) => string }} [options] port 0, the default, is any free one;
 *   `revise`: what the author has made of a page since
 * @returns {Promise<SerialServer>}
 */
export async function startSerial({ port = 0, revise = (_path, body) => body } = {}) {
  /** @type {string[]} */
  const asked = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    asked.push(pathname)
    const page = serve(pathname)
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', ...page?.headers }
    response.writeHead(page ? 200 : 404, headers).end(page ? revise(pathname, page.body) : '<!doctype html><title>Not here</title><p>There is no such page.</p>')
  })
  await new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => listening(undefined))
  })
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${at.port}`
  return {
    origin, index: origin + INDEX, chapter: (number) => origin + chapterPath(number), asked,
    close: () => new Promise((closed) => {
      server.closeAllConnections()
      server.close(() => closed(undefined))
    }),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const serial = await startSerial({ port: Number(process.argv[2] ?? 4173) })
  console.log(`The sample serial is at ${serial.index}`)
}
