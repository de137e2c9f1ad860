/** What went wrong, what is safe and what to do, in one sentence each. */
import { useEffect, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { findFailure, type Failure } from '../../handover.ts'
import { shutOf } from '../../store/shut.ts'

const sentence = ({ name }: Failure): string => (name === 'QuotaExceededError' ? say('failureQuota') : say('failureOther', name))

/** Says that the last write failed, until one succeeds. */
export function TroubleOfWrites() {
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => void findFailure().then(setFailure), [])
  return failure && <p class="trouble" role="alert">{sentence(failure)}{failure.name === 'QuotaExceededError' && <> <a href="health.html" target="_blank">{say('openHealth')}</a></>}</p>
}

/** Says that the library could not be read. */
export function LibraryClosed({ error }: { readonly error: unknown }) {
  return (
    <div class="trouble" role="alert">
      <p>{say('libraryClosed', shutOf(error).detail)}</p>
      <p><button onClick={() => location.reload()}>{say('tryAgain')}</button> <a class="button" href="recovery.html" target="_blank">{say('openRecovery')}</a></p>
    </div>
  )
}
