/** Set by build.mjs: true in the build for the sample serial and end-to-end tests. */
declare const STAGE: boolean
/** Set by build.mjs. */
declare const BROWSER: 'chromium' | 'firefox'
