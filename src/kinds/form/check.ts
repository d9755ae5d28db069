import type { Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import type { SeenPage } from '../read-page.ts'
import type { FormEvidence, FormMemory, FormSettings } from './evidence.ts'
import { findForm } from './find-form.ts'
import { findClosedForm, isHostedForm } from './hosted-forms.ts'

/** Looks for the form, in the browser where HTTP shows none. Nothing is ever sent. */
export async function checkForm(
  target: Target<FormSettings, FormMemory>,
  tools: CheckTools,
): Promise<Observation<FormEvidence>> {
  const { selector, fields } = target.settings
  const { observation, page } = await observePage(target.value, tools, {
    wantsBrowser: (seen) => formOf(seen, selector) === null && closedOf(seen) === null,
  })
  const form = page && formOf(page, selector)
  const evidence: FormEvidence = {
    ...observation.evidence,
    wantedFields: fields,
    form,
    hostedFrame: page && !form ? frameOf(page) : null,
    closed: page && !form ? closedOf(page) : null,
    scriptless: page !== null && page.digest.scripts.length + page.digest.inlineScripts === 0,
    knownForm: target.memory,
  }
  const names = form?.fields.map(({ name, type }) => name || type).join(', ')
  const facts = names
    ? [...observation.facts, { label: 'fields', value: names.slice(0, 300) }]
    : observation.facts
  return { ...observation, evidence, facts }
}

function formOf({ digest, frames }: SeenPage, selector: string | null) {
  return findForm([...digest.forms, ...frames.flatMap((frame) => frame.digest.forms)], selector)
}

function closedOf({ digest, frames, url }: SeenPage): string | null {
  if (/\/forms\/.{1,200}\/closedform/.test(url)) return 'closedform'
  for (const one of [
    digest,
    ...frames.filter((frame) => isHostedForm(frame.url)).map((frame) => frame.digest),
  ]) {
    const words = findClosedForm(one)
    if (words !== null) return words
  }
  return null
}

function frameOf({ digest, frames }: SeenPage): string | null {
  return [...digest.iframes, ...frames.map(({ url }) => url)].find(isHostedForm) ?? null
}
