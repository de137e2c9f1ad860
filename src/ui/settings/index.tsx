/** The settings page: when something counts as read, and what was chosen for sites, each with its way back. */
import { render } from 'preact'
import { say } from '../../browser.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { AddedSites } from './added.tsx'
import { Choices } from './choices.tsx'
import { Reading } from './reading.tsx'
import './settings.css'

function SettingsPage() {
  return (
    <>
      <h1>{say('settings')}</h1>
      <p>{say('settingsWhat')}</p>
      <Reading />
      <Choices />
      <AddedSites />
      <section><p class="row"><a href="library.html">{say('openLibrary')}</a> <a href="health.html">{say('health')}</a> <a href="portable.html">{say('portable')}</a></p></section>
    </>
  )
}

speakReadersLanguage()
document.title = say('settings')
render(<SettingsPage />, document.getElementById('settings') as HTMLElement)
