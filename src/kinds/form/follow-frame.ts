import { z } from 'zod'
import { formDigest } from '../../walls/page-evidence.ts'
import type { CheckTools } from '../kind.ts'
import { readByHttp, type SeenPage } from '../read-page.ts'
import { findForm } from './find-form.ts'
import { findClosedForm, isHostedForm } from './hosted-forms.ts'

/** What stands behind the frame of a service of forms. */
export const frameEvidence = z.object({
  url: z.string(),
  finalUrl: z.string(),
  /** Null: no answer came. */
  status: z.number().nullable(),
  failure: z.string().nullable(),
  /** Name of the wall in front of the frame. */
  wall: z.string().nullable(),
  closed: z.string().nullable(),
  form: formDigest.nullable(),
})

export type FrameEvidence = z.infer<typeof frameEvidence>

/** The first frame of a service of forms on the page; null where there is none. */
export function hostedFrameOf({ digest, frames }: SeenPage): string | null {
  return [...digest.iframes, ...frames.map(({ url }) => url)].find(isHostedForm) ?? null
}

/** Whether an address is where a service sends visitors of a closed form. */
export function closedAddress(url: string): string | null {
  return /\/forms\/.{1,200}\/closedform/.test(url.slice(0, 2000)) ? 'closedform' : null
}

/** Asks for the document inside the frame: a page that still embeds a form may embed a closed one. */
export async function followFrame(
  url: string,
  { net, timeoutMs, signal }: CheckTools,
  trace: string[],
): Promise<FrameEvidence> {
  const nothing = { url, wall: null, closed: null, form: null }
  const read = await readByHttp(net, url, { timeoutMs, signal })
  if (!read.ok) {
    trace.push(`frame ${url} -> ${read.failure.code}`)
    return { ...nothing, finalUrl: read.url, status: null, failure: read.failure.code }
  }
  const { status, url: finalUrl, wall, digest } = read.page
  trace.push(`frame ${url} -> ${status}${wall ? `, ${wall.id}` : ''}`)
  return {
    ...nothing,
    finalUrl,
    status,
    failure: null,
    wall: wall?.id ?? null,
    closed: closedAddress(finalUrl) ?? findClosedForm(digest),
    form: findForm(digest.forms, null),
  }
}
