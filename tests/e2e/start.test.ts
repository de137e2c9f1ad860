/** `npm start` where nobody can look: the whole trip, to its end, with its pictures. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { takeTrip } from '../../scripts/trip.mjs'
import { BROWSER, freshFolder } from '../stage/here.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'

let serial: SerialServer

beforeAll(async () => { serial = await startSerial() })
afterAll(() => serial.close())

test('the trip of npm start says what was recognised, saved and recapped, asks nothing of the network, and leaves four pictures', async () => {
  const pictures = freshFolder('demo')
  const told = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  expect(await takeTrip({ browser: BROWSER, serial, profile: freshFolder('trip'), pictures })).toBe(0)
  const words = told.mock.calls.flat().join('\n')
  told.mockRestore()
  for (const said of ['The Eel Rent', 'Blue twine, cut end: whose boat?', 'Continue at', 'Previously', 'Maren Aske']) expect(words.toLowerCase()).toContain(said.toLowerCase())
  for (const name of ['page', 'popup-light', 'popup-dark', 'library']) expect(statSync(join(pictures, `${name}.png`)).size, name).toBeGreaterThan(10_000)
})
