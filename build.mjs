#!/usr/bin/env node
/**
 * Builds the extension from one manifest and one source.
 *
 *   node build.mjs [--watch] [--bench]
 *   node build.mjs --hosts        writes the hosts of src/sites into manifest.json (a test holds them equal)
 *
 * dist/chromium, dist/firefox   what readers install
 * dist/stage/<browser>          the same for the sample serial and the end-to-end tests: also runs on loopback pages,
 *                               and its page UI is in an open shadow root so that axe-core can look inside
 * dist/bench                    bundles for measuring (--bench)
 */
import { build, context } from 'esbuild'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = dirname(fileURLToPath(import.meta.url))
const { values: opt } = parseArgs({ options: { watch: { type: 'boolean' }, bench: { type: 'boolean' }, hosts: { type: 'boolean' } } })
const at = (...parts) => join(root, ...parts)

/** One bundle a place; every page under src/ui has a folder with index.html and index.tsx. */
const pages = existsSync(at('src/ui')) ? readdirSync(at('src/ui')).filter((name) => existsSync(at('src/ui', name, 'index.html'))) : []
const LOOPBACK = '*://127.0.0.1/*'

const manifestFor = (browser, stage) => {
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8'))
  manifest.version = JSON.parse(readFileSync(at('package.json'), 'utf8')).version
  if (browser === 'chromium') {
    delete manifest.browser_specific_settings
    delete manifest.background.scripts
    delete manifest.sidebar_action
  } else {
    delete manifest.background.service_worker
    delete manifest.minimum_chrome_version
    delete manifest.side_panel
    manifest.permissions = manifest.permissions.filter((name) => name !== 'sidePanel')
    delete manifest.externally_connectable
  }
  if (stage) {
    // the browser's own question cannot be answered by a test: for this one host it is answered already
    manifest.host_permissions.push(LOOPBACK, '*://localhost/*')
    for (const script of manifest.content_scripts) script.matches.push(LOOPBACK)
  }
  return manifest
}

const inPage = [{ in: 'src/page/index.ts', out: 'page' }, { in: 'src/page/detector.ts', out: 'detector' }, { in: 'src/page/reading/index.ts', out: 'reading' }, { in: 'src/page/picking/index.ts', out: 'picker' }, { in: 'src/page/listing/index.ts', out: 'listing' }]
const ownPages = [{ in: 'src/background/index.ts', out: 'background' }, ...pages.map((name) => ({ in: `src/ui/${name}/index.tsx`, out: name }))]

/** What runs in somebody's page does without the polyfill: the few calls it makes are the same in both browsers. */
const bundles = (browser, stage, outdir) => [
  { ...bundle(browser, stage, outdir), entryPoints: inPage, alias: { 'webextension-polyfill': at('src/page/native-browser.ts') } },
  { ...bundle(browser, stage, outdir), entryPoints: ownPages },
]

/**
 * Takes the one way Preact has to make HTML from a string out of what we ship (law 4): we never use it, and a reviewer
 * should not have to believe that. Fails loudly when a new Preact looks otherwise.
 */
const noHtmlFromStrings = {
  name: 'no-html-from-strings',
  setup: ({ onLoad }) => onLoad({ filter: /node_modules.preact.dist.preact\.(mjs|module\.js|js)$/ }, ({ path }) => {
    const source = readFileSync(path, 'utf8')
    const without = source.replace(/(\w+)\?\(\w+\|\|[^;]*?\.innerHTML=\1\.__html\),\w+\.__k=\[\]\):\(/, '(')
    if (without.includes('innerHTML=')) throw new Error('Preact still assigns innerHTML: look at noHtmlFromStrings in build.mjs')
    return { contents: without, loader: 'js' }
  }),
}

const bundle = (browser, stage, outdir) => ({
  absWorkingDir: root,
  outdir,
  bundle: true,
  format: 'iife',
  target: browser === 'chromium' ? 'chrome121' : 'firefox140',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  charset: 'utf8',
  legalComments: 'none',
  plugins: [noHtmlFromStrings],
  minify: browser === 'chromium',
  define: { STAGE: String(stage), BROWSER: JSON.stringify(browser) },
  logLevel: 'warning',
})

const copyStatic = (browser, stage, outdir) => {
  mkdirSync(outdir, { recursive: true })
  cpSync(at('icons'), join(outdir, 'icons'), { recursive: true })
  cpSync(at('src/_locales'), join(outdir, '_locales'), { recursive: true })
  for (const name of pages) cpSync(at('src/ui', name, 'index.html'), join(outdir, `${name}.html`))
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifestFor(browser, stage), null, 2) + '\n')
}

/** Every bench bundle whose source exists: tests/bench/<name>.ts → dist/bench/<name>.(js|mjs). */
const BENCHES = [
  { name: 'detect', format: 'iife', out: 'detect.js' },
  { name: 'anchor', format: 'esm', out: 'anchor.js' },
  { name: 'recap', format: 'esm', out: 'recap.mjs' },
]
const buildBenches = async () => {
  for (const { name, format, out } of BENCHES) {
    if (!existsSync(at('tests/bench', `${name}.ts`))) continue
    await build({ absWorkingDir: root, entryPoints: [`tests/bench/${name}.ts`], outfile: at('dist/bench', out), bundle: true, format, target: 'es2022', charset: 'utf8', logLevel: 'warning' })
  }
}

/** The hosts a reader grants at install are those of the sites we have rules for, and no others. */
const writeHosts = async () => {
  const bundled = await build({ absWorkingDir: root, entryPoints: ['src/sites/index.ts'], bundle: true, write: false, format: 'esm', logLevel: 'warning' })
  const { SITES } = await import(`data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].text).toString('base64')}`)
  const hosts = [...new Set(SITES.flatMap((site) => site.hosts))].sort()
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8'))
  manifest.host_permissions = hosts
  manifest.content_scripts[0].matches = hosts
  writeFileSync(at('manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
}

if (opt.hosts) await writeHosts()
if (opt.bench) await buildBenches()
if (existsSync(at('manifest.json'))) {
  for (const stage of [false, true]) {
    for (const browser of ['chromium', 'firefox']) {
      const outdir = stage ? at('dist/stage', browser) : at('dist', browser)
      rmSync(outdir, { recursive: true, force: true })
      copyStatic(browser, stage, outdir)
      for (const options of bundles(browser, stage, outdir)) {
        if (opt.watch) await (await context(options)).watch()
        else await build(options)
      }
    }
  }
}
