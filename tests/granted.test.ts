/** Sites the reader added: registered scripts follow the permissions. The browser is a stand-in. */
import { beforeEach, expect, test, vi } from 'vitest'

const state = vi.hoisted(() => ({ origins: [] as string[], scripts: [] as string[], entered: [] as number[] }))
vi.mock('../src/browser.ts', () => ({
  browser: {
    runtime: { getManifest: () => ({ content_scripts: [{ matches: ['*://known.example/*', '*://*.forum.example/*'] }] }) },
    permissions: {
      getAll: () => Promise.resolve({ origins: [...state.origins] }),
      contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((origin) => state.origins.includes(origin))),
      remove: ({ origins }: { origins: string[] }) => {
        state.origins = state.origins.filter((each) => !origins.includes(each))
        return Promise.resolve(true)
      },
    },
    scripting: {
      getRegisteredContentScripts: () => Promise.resolve(state.scripts.map((id) => ({ id }))),
      registerContentScripts: ([{ id }]: [{ id: string }]) => {
        if (state.scripts.includes(id)) return Promise.reject(new Error('Duplicate script ID'))
        state.scripts.push(id)
        return Promise.resolve()
      },
      unregisterContentScripts: ({ ids }: { ids: string[] }) => {
        state.scripts = state.scripts.filter((id) => !ids.includes(id))
        return Promise.resolve()
      },
      executeScript: ({ target }: { target: { tabId: number } }) => {
        state.entered.push(target.tabId)
        return Promise.resolve([])
      },
    },
  },
}))
const { addedSites, agreeWithPermissions, beginOn, leave, originOf, standingOf } = await import('../src/granted.ts')

const NEW = originOf('https://stories.example:8443/a/1?b#c')!
beforeEach(() => Object.assign(state, { origins: [], scripts: [], entered: [] }))

test('one site is asked for, and no page that is not of the web', () => {
  expect(NEW).toBe('https://stories.example/*')
  for (const address of ['about:blank', 'file:///etc/hosts', 'chrome://settings', 'nonsense', undefined]) expect(originOf(address)).toBeNull()
})

test('a granted site is entered at once and registered once, whoever does it', async () => {
  state.origins = [NEW]
  expect(await standingOf(NEW)).toBe('absent')
  await Promise.all([beginOn(NEW, 7), agreeWithPermissions()])
  expect(state).toMatchObject({ scripts: [NEW], entered: [7] })
  expect(await standingOf(NEW)).toBe('added')
})

test('a site taken back loses script and permission', async () => {
  state.origins = [NEW]
  await beginOn(NEW, 7)
  await leave(NEW)
  expect(state).toMatchObject({ scripts: [], origins: [] })
})

test('the sites added are those with a script and the permission; used again without a tab, none is entered', async () => {
  const other = originOf('https://other.example/')!
  Object.assign(state, { origins: [NEW], scripts: [other, NEW] })
  expect(await addedSites()).toEqual([NEW])
  await leave(NEW)
  expect(await addedSites()).toEqual([])
  state.origins = [NEW]
  await beginOn(NEW, null)
  expect(await addedSites()).toEqual([NEW])
  expect(state.entered).toEqual([])
})

test('a permission taken away in the browser takes the script with it; all sites at once is nobody’s wish', async () => {
  state.origins = ['https://*/*', '*://known.example/*']
  state.scripts = [NEW]
  await agreeWithPermissions()
  expect(state.scripts).toEqual([])
})

test('a site of the manifest needs no script of its own, but its permission', async () => {
  const forum = originOf('https://a.forum.example/threads/1')!
  expect(await standingOf(forum)).toBe('absent')
  state.origins = [forum]
  await beginOn(forum, 3)
  expect(state).toMatchObject({ scripts: [], entered: [3] })
  expect(await standingOf(forum)).toBe('built-in')
})
