import type { Context } from 'hono'
import { Hono } from 'hono'
import { listInvites, revokeInvite } from '../../src/store/invites.ts'
import { createInvite } from '../../src/store/people.ts'
import type { Role } from '../../src/store/schema-people.ts'
import { endAllSessions } from '../../src/store/sessions.ts'
import { changeUser, disableUser, enableUser, listUsers, readUser } from '../../src/store/users.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs, readAll, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { readPlaces } from '../read-places.ts'
import { PeoplePage, roles } from '../views/settings/people-page.tsx'

/** Who may come in, and with what rights. */
export function peopleRoutes(house: House) {
  return new Hono<Env>()
    .get('/settings/people', needs('admin'), (c) => showPeople(house, c))
    .post('/settings/people', needs('admin'), (c) => invite(house, c))
    .post('/settings/people/:id', needs('admin'), (c) => change(house, c, readRowId(c.req.param('id'))))
    .post('/settings/people/:id/do', needs('admin'), (c) => act(house, c, readRowId(c.req.param('id'))))
    .post('/settings/invites/:id/revoke', needs('admin'), (c) =>
      takeBack(house, c, readRowId(c.req.param('id'))),
    )
}

interface Shown {
  link?: string
  problem?: 'last-administrator'
}

async function showPeople({ pipeline }: House, c: Context<Env>, { link, problem }: Shown = {}) {
  const view = c.get('view')
  const { people: t, settings } = view.t.access
  const [people, invites, places] = await Promise.all([
    listUsers(pipeline.db),
    listInvites(pipeline.db, view.now),
    readPlaces(pipeline.db, view.language),
  ])
  const notice = problem
    ? { text: t.lastAdmin, isBad: true }
    : c.req.query('done') === undefined
      ? undefined
      : { text: settings.done }
  if (problem) c.status(422)
  return c.html(
    <PeoplePage
      view={view}
      people={people}
      invites={invites}
      places={places}
      notice={notice}
      {...(link && { link })}
    />,
  )
}

/** Role and marketplaces as a form gives them; marketplaces mean something for editors only. */
async function readRights(
  house: House,
  c: Context<Env>,
): Promise<{ role: Role; marketplaces: string[] | null } | null> {
  const { role } = await readForm(c)
  const known = roles.find((one) => one === role)
  if (!known) return null
  const places = await readPlaces(house.pipeline.db, 'ru')
  const chosen = (await readAll(c, 'place')).filter((id) => places.has(id))
  return { role: known, marketplaces: known === 'editor' && chosen.length > 0 ? chosen : null }
}

async function invite(house: House, c: Context<Env>) {
  const rights = await readRights(house, c)
  if (!rights) return c.notFound()
  const by = c.get('view').session?.user.name ?? null
  const secret = await audited(house, c, async (tx, now) => ({
    result: await createInvite(tx, rights.role, now, null, { marketplaces: rights.marketplaces, by }),
    deed: { action: 'user-invite', subject: 'invite', before: null, after: rights },
  }))
  return showPeople(house, c, { link: `${house.publicUrl}/sign-in/${secret}` })
}

async function change(house: House, c: Context<Env>, id: number | null) {
  const rights = await readRights(house, c)
  const person = id === null ? null : await readUser(house.pipeline.db, id)
  if (!person || !rights) return c.notFound()
  const outcome = await audited(house, c, async (tx) => {
    const result = await changeUser(tx, person.id, rights)
    const before = { name: person.name, role: person.role, marketplaces: person.marketplaces }
    const deed = { action: 'user-change', subject: `user:${person.id}`, before, after: rights }
    return { result, deed: result === 'done' ? deed : null }
  })
  return answer(house, c, outcome)
}

async function act(house: House, c: Context<Env>, id: number | null) {
  const { deed } = await readForm(c)
  const person = id === null ? null : await readUser(house.pipeline.db, id)
  if (!person) return c.notFound()
  const subject = `user:${person.id}`
  switch (deed) {
    case 'disable':
    case 'enable': {
      const outcome = await audited(house, c, async (tx, now) => {
        const result =
          deed === 'disable' ? await disableUser(tx, person.id, now) : await enableUser(tx, person.id)
        const entry = { action: `user-${deed}`, subject, before: { name: person.name }, after: null }
        return { result, deed: result === 'done' ? entry : null }
      })
      return answer(house, c, outcome)
    }
    case 'sign-out':
      await audited(house, c, async (tx) => {
        const ended = await endAllSessions(tx, person.id)
        return { result: ended, deed: { action: 'user-sign-out', subject, before: null, after: { ended } } }
      })
      return c.redirect('/settings/people?done', 303)
    case 'link': {
      if (person.disabledAt) return c.notFound()
      const limits = { marketplaces: person.marketplaces, by: c.get('view').session?.user.name ?? null }
      const secret = await audited(house, c, async (tx, now) => ({
        result: await createInvite(tx, person.role, now, person.id, limits),
        deed: { action: 'user-invite', subject, before: null, after: { role: person.role } },
      }))
      return showPeople(house, c, { link: `${house.publicUrl}/sign-in/${secret}` })
    }
    default:
      return c.notFound()
  }
}

function answer(house: House, c: Context<Env>, outcome: 'done' | 'unknown' | 'last-administrator') {
  switch (outcome) {
    case 'done':
      return c.redirect('/settings/people?done', 303)
    case 'unknown':
      return c.notFound()
    case 'last-administrator':
      return showPeople(house, c, { problem: outcome })
  }
}

async function takeBack(house: House, c: Context<Env>, id: number | null) {
  if (id === null) return c.notFound()
  const wasThere = await audited(house, c, async (tx) => {
    const result = await revokeInvite(tx, id)
    const deed = { action: 'invite-revoke', subject: `invite:${id}`, before: null, after: null }
    return { result, deed: result ? deed : null }
  })
  return wasThere ? c.redirect('/settings/people?done', 303) : c.notFound()
}
