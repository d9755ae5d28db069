import { describe, expect, it } from 'vitest'
import { contactPage, routePath } from './route-path.ts'

describe('the path of a contact', () => {
  it.each([
    ['/contacts/ozon/phone-free', '/contacts/ozon%2Fphone-free'],
    ['/contacts/ozon%2Fphone-free', '/contacts/ozon%2Fphone-free'],
    ['/contacts/ozon%2fphone-free/attest', '/contacts/ozon%2fphone-free/attest'],
    ['/contacts/ozon/recheck', '/contacts/ozon%2Frecheck'],
    ['/contacts/ozon/recheck/recheck', '/contacts/ozon%2Frecheck/recheck'],
    ['/api/v1/contacts/ozon/phone?x=/a/b', '/api/v1/contacts/ozon%2Fphone'],
    ['/api/v1/contacts', '/api/v1/contacts'],
    ['/contacts/ozon', '/contacts/ozon'],
    ['/incidents/1/2', '/incidents/1/2'],
  ])('%s is matched as %s', (path, matched) => {
    expect(routePath(new Request(`http://localhost${path}`))).toBe(matched)
  })

  it('is written with its slash', () => {
    expect(contactPage('ozon/phone-free')).toBe('/contacts/ozon/phone-free')
  })
})
