/** Who may import whom, kept by ESLint: a bad import is planted in each room to see the rule catch it. */
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint({ overrideConfig: [{ files: ['**/*.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } }] })
const complaints = async (file: string, source: string): Promise<string[]> =>
  (await eslint.lintText(source, { filePath: file })).flatMap((result) => result.messages.map((message) => message.message))

test.each([
  ['src/core/text.ts', "import '../store/library.ts'", 'core may not import store'],
  ['src/core/text.ts', "import 'dexie'", 'core may not use dexie'],
  ['src/core/text.ts', 'export const here = document.title', 'core is true without a browser'],
  ['src/sites/story.ts', "import '../browser.ts'", 'sites may not import browser'],
  ['src/page/index.ts', "import '../store/library.ts'", 'page may not import store'],
  ['src/page/index.ts', "import 'dexie'", 'page may not use dexie'],
  ['src/page/marking/watch.ts', "import '../../store/library.ts'", 'page may not import store'],
  ['src/store/works.ts', "import '../browser.ts'", 'store may not import browser'],
  ['src/background/index.ts', "import '../ui/popup/index.tsx'", 'background may not import ui'],
  ['src/ui/parts/number.ts', "import '../../page/line.ts'", 'ui may not import page'],
  ['src/ui/parts/number.ts', "import 'webextension-polyfill'", 'ui may not use webextension-polyfill'],
  ['src/page/index.ts', "document.body.innerHTML = '<b>'", 'no HTML from strings'],
])('%s: %s is caught', async (file, source, complaint) => {
  expect((await complaints(file, source)).join('\n')).toContain(complaint)
}, 30_000)

test('an import that is allowed is not caught', async () => {
  expect(await complaints('src/store/device.ts', "import '../core/stamp.ts'")).toEqual([])
}, 30_000)
