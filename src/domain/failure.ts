import type { FailureClass } from './patience.ts'

/** Codes of transport failures; the classes that the patience table knows stand beside them. */
export const netFailureClasses = {
  'net/dns-not-found': 'dns',
  'net/dns-failure': 'timeout',
  'net/refused': 'refused',
  'net/reset': 'refused',
  'net/timeout': 'timeout',
  'net/tls-expired': 'tls',
  'net/tls-wrong-host': 'tls',
  'net/tls-untrusted': 'tls',
  'net/too-many-redirects': 'other',
  'net/body-too-large': 'other',
  'net/bad-response': 'other',
  'net/address-blocked': 'other',
  'net/offline': 'self',
} as const satisfies Record<string, FailureClass>

export type NetCode = keyof typeof netFailureClasses

/** A transport failure: what the target, or the way to it, did. Never thrown, always a value. */
export interface NetFailure {
  code: NetCode
  /** English, one line, no addresses of our own network. */
  message: string
}
