import { describe, expect, it } from 'vitest'
import type { EmailEvidence, EmailPage, MailHost } from './evidence.ts'
import { judgeEmail } from './judge.ts'

const listing: EmailPage = {
  url: 'https://shop.example/contacts',
  finalUrl: 'https://shop.example/contacts',
  via: 'http',
  status: 200,
  owner: true,
  obstacle: null,
  listed: true,
  context: '',
  notice: null,
}
const silent: EmailPage = { ...listing, listed: false }
const walled: EmailPage = { ...silent, obstacle: { code: 'page/wall', message: 'a wall', class: 'blocked' } }

const host = (addresses: number, code?: 'net/dns-not-found' | 'net/timeout'): MailHost => ({
  host: 'mx.shop.example',
  priority: 10,
  addresses,
  failure: code ? { code, message: 'x' } : null,
  odd: null,
})

function seen(over: Partial<EmailEvidence>): EmailEvidence {
  return {
    value: 'help@shop.example',
    problem: null,
    mxFailure: null,
    nullMx: false,
    hosts: [host(1)],
    implicit: false,
    pages: [],
    settings: { assertListed: false },
    known: null,
    ...over,
  }
}
const failed = (code: 'net/dns-not-found' | 'net/dns-failure' | 'net/offline') =>
  seen({ hosts: [], mxFailure: { code, message: 'x' } })
const known = { listed: true, via: 'http' as const }

describe('judgeEmail', () => {
  it.each<[string, EmailEvidence, string, string | null, string | null]>([
    ['a mail host', seen({}), 'alive', null, null],
    ['one dead host of two', seen({ hosts: [host(0, 'net/dns-not-found'), host(2)] }), 'alive', null, null],
    ['no MX but an address', seen({ implicit: true }), 'alive', null, null],
    ['no such domain', failed('net/dns-not-found'), 'gone', 'email/no-mail-server', 'dns'],
    ['SERVFAIL', failed('net/dns-failure'), 'unknown', 'net/dns-failure', 'timeout'],
    ['our own network', failed('net/offline'), 'unknown', 'net/offline', 'self'],
    ['null MX', seen({ hosts: [], nullMx: true }), 'gone', 'email/null-mx', 'gone'],
    [
      'no MX and no address',
      seen({ hosts: [host(0)], implicit: true }),
      'gone',
      'email/no-mail-server',
      'gone',
    ],
    [
      'hosts that do not exist',
      seen({ hosts: [host(0, 'net/dns-not-found')] }),
      'gone',
      'email/no-mail-server',
      'gone',
    ],
    [
      'hosts that cannot be asked',
      seen({ hosts: [host(0, 'net/timeout')] }),
      'unknown',
      'net/timeout',
      'timeout',
    ],
    [
      'this very machine by name',
      seen({ hosts: [{ ...host(0), host: 'localhost', odd: 'local' }] }),
      'gone',
      'email/no-mail-server',
      'gone',
    ],
    [
      'an address where a name belongs',
      seen({ hosts: [{ ...host(0), host: '203.0.113.5', odd: 'literal' }] }),
      'unknown',
      'email/no-mail-server',
      'unclear',
    ],
    [
      'private addresses only',
      seen({ hosts: [{ ...host(2), odd: 'private' }, host(0)] }),
      'unknown',
      'email/no-mail-server',
      'unclear',
    ],
    [
      'a private host beside a public one',
      seen({ hosts: [{ ...host(1), odd: 'loopback' }, host(1)] }),
      'alive',
      null,
      null,
    ],
    [
      'a dead host beside one that cannot be asked',
      seen({ hosts: [host(0, 'net/dns-not-found'), host(0, 'net/timeout')] }),
      'unknown',
      'net/timeout',
      'timeout',
    ],
    ['only a nameless host', seen({ hosts: [] }), 'gone', 'email/no-mail-server', 'gone'],
    ['a bad value', seen({ problem: 'no @ in it' }), 'unknown', 'email/invalid', 'human'],
    ['listed', seen({ pages: [listing] }), 'alive', null, null],
    ['never listed', seen({ pages: [silent] }), 'alive', null, null],
    ['not listed any more', seen({ pages: [silent], known }), 'gone', 'email/not-listed', 'gone'],
    [
      'not listed, asserted',
      seen({ pages: [silent], settings: { assertListed: true } }),
      'gone',
      'email/not-listed',
      'gone',
    ],
    ['not listed behind a wall', seen({ pages: [walled], known }), 'alive', null, null],
    [
      'not on somebody else’s page',
      seen({ pages: [{ ...silent, owner: false }], known }),
      'alive',
      null,
      null,
    ],
    [
      'a notice',
      seen({ pages: [{ ...listing, notice: 'Почта закрыта' }] }),
      'changed',
      'page/discontinued-notice',
      'drift',
    ],
  ])('says what %s means', (_, evidence, state, code, failureClass) => {
    const verdict = judgeEmail(evidence)
    expect([verdict.state, verdict.reason?.code ?? null, verdict.class]).toEqual([state, code, failureClass])
  })
})
