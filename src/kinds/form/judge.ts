import { alive, not, type Verdict } from '../../domain/verdict.ts'
import type { FormDigest } from '../../walls/form-digest.ts'
import { judgeExchange } from '../../walls/judge-exchange.ts'
import { judgeStatus } from '../../walls/judge-status.ts'
import { isLoginPage } from '../../walls/login-page.ts'
import { compareForms } from './compare-forms.ts'
import type { FormEvidence } from './evidence.ts'
import type { FrameEvidence } from './follow-frame.ts'

/** A form is alive when it stands there with its fields and a button. */
export function judgeForm(evidence: FormEvidence): Verdict {
  if (evidence.unchanged) return alive()
  return (
    judgeExchange(evidence) ?? (evidence.form ? judgeFound(evidence, evidence.form) : judgeAbsent(evidence))
  )
}

function judgeFound({ wantedFields, knownForm }: FormEvidence, form: FormDigest): Verdict {
  const names = new Set(form.fields.map(({ name }) => name))
  const lacking = wantedFields.filter((name) => !names.has(name))
  if (lacking.length > 0)
    return not('changed', 'drift', 'form/changed', `the form lacks ${lacking.join(', ')}`)
  const difference = knownForm && compareForms(form, knownForm)
  return difference
    ? not('changed', 'drift', 'form/changed', `another form than before: ${difference}`)
    : alive()
}

function judgeAbsent(evidence: FormEvidence): Verdict {
  const { closed, hostedFrame, frame, page, via, scriptless, knownForm } = evidence
  if (closed !== null)
    return not('gone', 'gone', 'page/discontinued-notice', `the form says that it is closed: “${closed}”`)
  if (hostedFrame !== null) return frame ? judgeFrame(frame) : alive(null, true)
  if (page && isLoginPage(page))
    return not('unknown', 'blocked', 'page/login-wall', 'an entrance stands where the form should be')
  // The browser saw what there is; a plain document hides nothing; and a form that once was in the document
  // itself is not waiting for a script.
  if (via === 'browser' || scriptless || knownForm?.via === 'http')
    return not('gone', 'gone', 'form/missing', 'the page is there, the form is not')
  return not(
    'unknown',
    'unclear',
    'page/empty-shell',
    'no form in the document, but scripts may build one and no browser looked',
  )
}

/** The page embeds a form of a service: what the service answers decides. Its empty shell is all that HTTP shows. */
function judgeFrame({ url, status, failure, wall, closed }: FrameEvidence): Verdict {
  if (closed !== null)
    return not(
      'gone',
      'gone',
      'page/discontinued-notice',
      `the embedded form says that it is closed: “${closed}”`,
    )
  if (wall !== null)
    return not('unknown', 'blocked', 'page/wall', `a wall stands before the embedded form (${wall})`)
  if (status === null)
    return not(
      'unknown',
      'unclear',
      'page/empty-shell',
      `the embedded form did not answer (${failure ?? '-'}): ${url}`,
    )
  const verdict = judgeStatus(status)
  if (verdict?.state === 'gone')
    return not('gone', 'gone', 'form/missing', `the embedded form is gone (${status}): ${url}`)
  return verdict ?? alive(null, true)
}
