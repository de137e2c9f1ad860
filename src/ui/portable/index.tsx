/** Bring in, take out: files of other programs into the library, the library into files. */
import { render } from 'preact'
import { say } from '../../browser.ts'
import { Library } from '../../store/library.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { BringIn } from './bring-in.tsx'
import { TakeOut } from './take-out.tsx'
import './portable.css'

const library = new Library()

speakReadersLanguage()
document.title = `${say('portable')} · ${say('extensionName')}`
render(
  <>
    <h1>{say('portable')}</h1>
    <p class="muted">{say('portableWhat')}</p>
    <BringIn library={library} />
    <TakeOut library={library} />
  </>,
  document.getElementById('portable') as HTMLElement,
)
