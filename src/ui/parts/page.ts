import { browser, language } from '../../browser.ts'

/** Says in which language and direction a page of ours is written: the reader's own, as their browser has it. */
export function speakReadersLanguage(): void {
  document.documentElement.lang = language()
  document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr'
}
