import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAuthority } from './authority.ts'

const authority = makeAuthority()
let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'authority-'))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

function split(chain: string): string[] {
  return chain.split(/(?<=-----END CERTIFICATE-----\n)/).filter(Boolean)
}

function save(name: string, pem: string): string {
  const file = join(directory, name)
  writeFileSync(file, pem)
  return file
}

test('openssl accepts a leaf through the intermediate, by its strict rules and for that host', () => {
  const [leaf = '', middle = ''] = split(authority.issue('seller.ozon.ru').cert)
  const files = ['-CAfile', save('root', authority.rootPem), '-untrusted', save('middle', middle)]
  const told = execFileSync('openssl', [
    'verify',
    '-x509_strict',
    ...files,
    '-verify_hostname',
    'seller.ozon.ru',
    save('leaf', leaf),
  ])
  expect(told.toString()).toContain('OK')
})

test('many certificates in a row are well formed, each with a serial number of its own', () => {
  const leaves = Array.from({ length: 40 }, () => new X509Certificate(authority.issue('t.me').cert))
  expect(new Set(leaves.map(({ serialNumber }) => serialNumber)).size).toBe(40)
  expect(leaves.every((leaf) => leaf.checkHost('t.me') === 't.me')).toBe(true)
})

test('a host name longer than a common name may be still has its certificate', () => {
  const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`
  expect(new X509Certificate(authority.issue(host).cert).checkHost(host)).toBe(host)
})

test('an expired leaf ended in the past and began before that', () => {
  const leaf = new X509Certificate(authority.issue('t.me', true).cert)
  expect(new Date(leaf.validTo).getTime()).toBeLessThan(Date.now())
  expect(new Date(leaf.validFrom).getTime()).toBeLessThan(new Date(leaf.validTo).getTime())
})
