/** Set by build.mjs: true in the build for the sample serial and end-to-end tests. */
declare const STAGE: boolean
/** Set by build.mjs. */
declare const BROWSER: 'chromium' | 'firefox'

/** esbuild puts a page's style sheets beside its script. */
declare module '*.css'

interface Document {
  /** Chromium only: the page is loaded ahead of time and not shown yet. */
  readonly prerendering?: boolean
}
