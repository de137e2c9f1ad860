/**
 * Stands in for webextension-polyfill in what runs in somebody's page (build.mjs): there the browsers' own objects agree,
 * and the polyfill would be a tenth of the script. Answers to messages go through `sendResponse`, which both know.
 */
const own = globalThis as { browser?: unknown; chrome?: unknown }
export default own.browser ?? own.chrome
