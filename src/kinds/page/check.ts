import type { Fact, Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import type { SeenPage } from '../read-page.ts'
import { compareWithBaseline, type Drift, describeDrift } from './baseline.ts'
import { findClosingNotice } from './closing-notice.ts'
import type { PageKindEvidence, PageMemory, PageSettings } from './evidence.ts'

/** Looks at the page, for its markers and for a notice that it was closed. */
export async function checkPage(
  target: Target<PageSettings, PageMemory>,
  tools: CheckTools,
): Promise<Observation<PageKindEvidence>> {
  const { marker } = target.settings
  const before = target.memory?.markers ?? []
  const { observation, page } = await observePage(target.value, tools, {
    known: target.memory && withoutMarkers(target.memory),
    wantsBrowser: (seen) => marker.some((text) => !shows(seen, text)),
    takesKnown: { title: target.memory?.title ?? '' },
  })
  if (observation.evidence.unchanged)
    return { ...observation, evidence: { markers: [], notice: null, drift: null, ...observation.evidence } }
  const markers = marker.map((text) => ({
    text,
    found: page !== null && shows(page, text),
    foundBefore: before.includes(text),
  }))
  const notice = page ? findClosingNotice(page.digest) : null
  const summary = observation.evidence.page
  const known = target.memory?.baseline
  const drift = known && summary ? compareWithBaseline(known, summary) : null
  const evidence = { markers, notice, drift, ...observation.evidence }
  return { ...observation, evidence, facts: [...observation.facts, ...driftFacts(drift)] }
}

function driftFacts(drift: Drift | null): Fact[] {
  const described = drift && describeDrift(drift)
  if (!described) return []
  return [
    { label: 'vanished', value: described.vanished },
    { label: 'arrived', value: described.arrived },
  ].filter(({ value }) => value !== '')
}

function withoutMarkers({ title, h1, finalUrl, lang }: PageMemory) {
  return { title, h1, finalUrl, lang }
}

/** The digest's text is capped; on longer pages the document itself is searched. */
function shows({ digest, html }: SeenPage, marker: string): boolean {
  const wanted = plain(marker)
  if (plain(`${digest.title}\n${digest.h1.join('\n')}\n${digest.text}`).includes(wanted)) return true
  return digest.textLength > digest.text.length && plain(html).includes(wanted)
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s\u00a0]+/g, ' ')
}
