import type { Fact, Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import type { SeenPage } from '../read-page.ts'
import type { FormEvidence, FormMemory, FormSettings } from './evidence.ts'
import { findForm } from './find-form.ts'
import { closedAddress, followFrame, hostedFrameOf } from './follow-frame.ts'
import { findClosedForm, isHostedForm } from './hosted-forms.ts'

/** Looks for the form, in the browser where HTTP shows none, and inside an embedded one. Nothing is ever sent. */
export async function checkForm(
  target: Target<FormSettings, FormMemory>,
  tools: CheckTools,
): Promise<Observation<FormEvidence>> {
  const { selector, fields } = target.settings
  const { observation, page } = await observePage(target.value, tools, {
    wantsBrowser: (seen) => formOf(seen, selector) === null && closedOf(seen) === null,
    takesKnown: { title: target.memory?.title ?? '' },
  })
  const own = page && formOf(page, selector)
  const closed = page && !own ? closedOf(page) : null
  const hostedFrame = page && !own && closed === null && page.wall === null ? hostedFrameOf(page) : null
  const frame = hostedFrame === null ? null : await followFrame(hostedFrame, tools, observation.trace)
  const form = own ?? frame?.form ?? null
  const evidence: FormEvidence = {
    ...observation.evidence,
    wantedFields: fields,
    form,
    hostedFrame,
    frame,
    closed,
    scriptless: page !== null && page.digest.scripts.length + page.digest.inlineScripts === 0,
    knownForm: target.memory,
  }
  const { answer, facts, ...seen } = observation
  return {
    ...seen,
    evidence,
    facts: [
      ...facts,
      ...fieldFacts(evidence.unchanged ? target.memory : form),
      ...(hostedFrame ? [{ label: 'frame', value: hostedFrame.slice(0, 200) }] : []),
    ],
    // What stands in the frame may change while the page around it stays.
    ...(answer && frame === null && { answer }),
  }
}

function fieldFacts(form: Pick<FormMemory, 'fields'> | null): Fact[] {
  const names = form?.fields.map(({ name, type }) => name || type).join(', ')
  return names ? [{ label: 'fields', value: names.slice(0, 300) }] : []
}

function formOf({ digest, frames }: SeenPage, selector: string | null) {
  return findForm([...digest.forms, ...frames.flatMap((frame) => frame.digest.forms)], selector)
}

function closedOf({ digest, frames, url }: SeenPage): string | null {
  const ofServices = frames.filter((frame) => isHostedForm(frame.url))
  const documents = [digest, ...ofServices.map((frame) => frame.digest)]
  const words = documents.map(findClosedForm).find((found) => found !== null)
  return closedAddress(url) ?? words ?? null
}
