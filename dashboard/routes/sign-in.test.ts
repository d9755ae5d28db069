import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInvite } from '../../src/store/people.ts'
import { formOf, noon, openTestDashboard, type TestDashboard } from '../../test/support/dashboard.ts'

let house: TestDashboard

beforeAll(async () => {
  house = await openTestDashboard()
})
afterAll(() => house.stop())

describe('signing in', () => {
  it('takes a link only by its button, and only once', async () => {
    const secret = await createInvite(house.db, 'editor', noon)
    for (const _ of [1, 2]) expect((await house.app.request(`/sign-in/${secret}`)).status).toBe(200)
    const answer = await house.app.request(`/sign-in/${secret}`, formOf(null, { name: 'Пётр' }))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^stillthere=[\w-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect((await house.app.request(`/sign-in/${secret}`, formOf(null, { name: 'Пётр' }))).status).toBe(404)
  })

  it('asks a new user for a name', async () => {
    const secret = await createInvite(house.db, 'reader', noon)
    for (const name of ['', '   ', 'x'.repeat(81), '\u202e']) {
      const answer = await house.app.request(`/sign-in/${secret}`, formOf(null, { name }))
      expect(answer.status).toBe(422)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })

  it('uses a cookie that is tied to its host where the dashboard is reached over https', async () => {
    const secure = await openTestDashboard({ publicUrl: 'https://watch.example' })
    const secret = await createInvite(secure.db, 'admin', noon)
    const form = formOf(null, { name: 'Анна' })
    const answer = await secure.app.request(`/sign-in/${secret}`, {
      ...form,
      headers: { ...form.headers, Origin: 'https://watch.example' },
    })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-stillthere=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
    await secure.stop()
  })

  it('is refused for a while to whoever guesses links', async () => {
    const guessed = await openTestDashboard()
    const statuses = []
    for (let i = 0; i < 32; i++) statuses.push((await guessed.app.request(`/sign-in/guess-${i}`)).status)
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(404))
    const last = await guessed.app.request('/sign-in/guess')
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    await guessed.stop()
  })

  it('ends with signing out', async () => {
    const visitor = await house.signIn('reader')
    expect((await house.app.request('/sign-out', formOf(visitor))).status).toBe(303)
    const answer = await house.app.request('/', { headers: { Cookie: visitor.cookie } })
    expect(answer.headers.get('location')).toBe('/sign-in')
  })
})
