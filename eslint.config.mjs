import tseslint from 'typescript-eslint'

/** Who may import whom (ARCHITECTURE.md). A room not named here may be imported by nobody but itself. */
const ROOMS = {
  core: ['core'],
  sites: ['core', 'sites'],
  store: ['core', 'store'],
  page: ['core', 'sites', 'page', 'messages', 'browser', 'choices', 'settings'],
  background: ['core', 'sites', 'store', 'background', 'messages', 'browser', 'handover', 'granted', 'choices', 'settings', 'keeping'],
  ui: ['core', 'store', 'ui', 'messages', 'browser', 'handover', 'granted', 'choices', 'settings', 'addresses', 'keeping'],
}
const ALL = ['core', 'sites', 'store', 'page', 'background', 'ui', 'messages', 'browser', 'handover', 'granted', 'choices', 'settings', 'addresses', 'keeping']
/** Packages a room may use; `webextension-polyfill` belongs to src/browser.ts alone. */
const PACKAGES = { store: ['dexie'], ui: ['preact', 'dexie'], page: ['preact'] }
const OURS = ['dexie', 'preact', 'webextension-polyfill']

const walls = Object.entries(ROOMS).map(([room, may]) => ({
  files: [`src/${room}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        ...ALL.filter((other) => !may.includes(other)).map((other) => ({
          regex: `^(\\.\\./)+${other}(/|\\.ts$)`,
          message: `${room} may not import ${other}: see "Who may import whom" in ARCHITECTURE.md.`,
        })),
        ...OURS.filter((name) => !(PACKAGES[room] ?? []).includes(name)).map((name) => ({
          regex: `^${name}(/|$)`,
          message: `${room} may not use ${name}: see ARCHITECTURE.md.`,
        })),
      ],
    }],
  },
}))

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'tests/bench/*.mjs'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      'no-restricted-syntax': ['error',
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]", message: 'Build nodes instead: no HTML from strings anywhere (law 4).' },
        { selector: "MemberExpression[object.name='document'][property.name='write']", message: 'Build nodes instead (law 4).' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Build nodes instead (law 4).' },
      ],
    },
  },
  {
    // Scripts and the stage are plain JavaScript, so that they run before anything is installed; tsc reads their JSDoc.
    files: ['scripts/**/*.mjs', 'tests/**/*.mjs'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 40],
    },
  },
  {
    files: ['src/sites/**/*.ts', 'src/page/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: ":matches(SpreadElement, ForOfStatement > .right, CallExpression[callee.property.name='from']) MemberExpression[property.name='searchParams']", message: 'searchParams cannot be iterated in a Firefox content script: use parametersOf(url) of sites/address.ts.' },
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]", message: 'Build nodes instead: no HTML from strings anywhere (law 4).' },
      ],
    },
  },
  { files: ['src/core/**/*.ts'], rules: { 'no-restricted-globals': ['error', ...['document', 'window', 'navigator', 'browser', 'chrome', 'indexedDB', 'fetch'].map((name) => ({ name, message: 'core is true without a browser.' }))] } },
  { files: ['tests/**/*.{ts,tsx}'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-syntax': 'off' } },
  ...walls,
)
