/** Brings the picker into the page, and leaves the page to the reader. */
import { browser } from '../../browser.ts'

export async function pickStory(tab: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId: tab, frameIds: [0] }, files: ['picker.js'] })
  await browser.tabs.update(tab, { active: true })
  window.close()
}
