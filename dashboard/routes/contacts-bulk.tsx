import type { Context } from 'hono'
import { Hono } from 'hono'
import { changeMany, type ManyVerb } from '../../src/pipeline/change-many.ts'
import { requestRecheck } from '../../src/pipeline/request-recheck.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { cleanText } from '../views/clean-text.ts'
import { spans } from '../views/contact/verbs.tsx'

const dayMs = 24 * 3_600_000
/** A list shows fewer. */
const maxPicked = 500

/** The same for many contacts that were picked in the list. */
export function bulkRoutes({ pipeline }: House) {
  return new Hono<Env>().post('/contacts/bulk', needs('editor'), async (c) => {
    const form = await c.req.formData().catch(() => new FormData())
    const ids = form.getAll('id').filter((id): id is string => typeof id === 'string' && isContactId(id))
    const picked = [...new Set(ids)].slice(0, maxPicked)
    const by = c.get('view').session?.user.name ?? ''
    const verb = text(form, 'verb')
    const asked = readVerb(form, verb)
    if (picked.length === 0 || (verb !== 'recheck' && !asked)) return back(c, form, 0)
    if (!asked) return back(c, form, (await requestRecheck(pipeline, picked, { by })).length)
    const outcomes = await changeMany(pipeline, picked, asked, { by })
    return back(c, form, outcomes.filter(({ outcome }) => outcome === 'done').length)
  })

  function readVerb(form: FormData, verb: string): ManyVerb | null {
    switch (verb) {
      case 'acknowledge':
      case 'release':
      case 'unmute':
        return { verb }
      case 'mute': {
        const days = spans.find((span) => String(span) === text(form, 'days')) ?? 7
        const until = new Date(pipeline.now().getTime() + days * dayMs)
        return { verb, until, reason: cleanText(text(form, 'reason'), 300).trim() }
      }
      case 'assign':
        return { verb, owner: cleanText(text(form, 'owner'), 80).trim() || null }
      default:
        return null
    }
  }
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** To the list as it was filtered, and nowhere else. */
function back(c: Context<Env>, form: FormData, done: number) {
  const query = new URLSearchParams(text(form, 'query').slice(0, 2000))
  query.set('done', String(done))
  return c.redirect(`/contacts?${query}`, 303)
}
