import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bits,
  boolean,
  implicit,
  integer,
  octets,
  oid,
  pemOf,
  sequence,
  set,
  tagged,
  utcTime,
  utf8,
} from './der.ts'

/** A server's certificate with its chain, as `tls.createSecureContext` takes it. */
export interface Credentials {
  /** PEM: the leaf, then the intermediate. */
  cert: string
  /** PEM, PKCS #8. */
  key: string
}

/** A certificate authority of one run: a root, an intermediate, and leaves on demand. */
export interface Authority {
  /** PEM of the root alone: what `NODE_EXTRA_CA_CERTS` names. */
  rootPem: string
  /** @param expired the leaf ended a month ago. */
  issue(host: string, expired?: boolean): Credentials
}

interface Party {
  name: string
  publicKey: KeyObject
  privateKey: KeyObject
}

const dayMs = 86_400_000
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

/**
 * Makes a new authority with P-256 keys. Written against RFC 5280 with node:crypto alone, so that the
 * world needs neither an openssl binary nor a package.
 */
export function makeAuthority(name = 'Stillthere test world'): Authority {
  const root = makeParty(`${name} root`)
  const middle = makeParty(`${name} intermediate`)
  const leaf = makeParty('leaf')
  const rootPem = pemOf(certify(root, root, authorityExtensions(1), [-400, 400]))
  const middlePem = pemOf(certify(middle, root, authorityExtensions(0), [-300, 300]))
  const key = leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return {
    rootPem,
    issue(host, expired = false) {
      const lifetime: [number, number] = expired ? [-120, -30] : [-1, 90]
      const subject = { ...leaf, name: host }
      return { cert: pemOf(certify(subject, middle, leafExtensions(host), lifetime)) + middlePem, key }
    },
  }
}

function makeParty(name: string): Party {
  return { name, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }
}

/** @param lifetimeDays first and last day, counted from now. */
function certify(
  subject: Party,
  issuer: Party,
  extensions: Buffer[],
  lifetimeDays: [number, number],
): Buffer {
  const now = Date.now()
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    // A fixed first byte: DER forbids the leading zeros that random bytes may begin with.
    integer(Buffer.from([1, ...randomBytes(11)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(...lifetimeDays.map((days) => utcTime(new Date(now + days * dayMs)))),
    nameOf(subject),
    spkiOf(subject),
    tagged(
      3,
      sequence(
        ...extensions,
        extension('2.5.29.14', false, octets(keyIdOf(subject))),
        extension('2.5.29.35', false, sequence(implicit(0, keyIdOf(issuer)))),
      ),
    ),
  )
  return sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.privateKey)))
}

function nameOf({ name }: Party): Buffer {
  // A common name holds 64 characters at most (RFC 5280, A.1); clients read the alternative name anyway.
  return sequence(set(sequence(oid('2.5.4.3'), utf8(name.slice(0, 64)))))
}

function spkiOf({ publicKey }: Party): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' })
}

function keyIdOf(party: Party): Buffer {
  return createHash('sha1').update(spkiOf(party)).digest()
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value))
}

function authorityExtensions(pathLength: number): Buffer[] {
  return [
    extension('2.5.29.19', true, sequence(boolean(true), integer(Buffer.from([pathLength])))),
    extension('2.5.29.15', true, bits(Buffer.from([0b00000110]), 1)),
  ]
}

function leafExtensions(host: string): Buffer[] {
  return [
    extension('2.5.29.15', true, bits(Buffer.from([0b10000000]), 7)),
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', false, sequence(implicit(2, Buffer.from(host)))),
  ]
}
