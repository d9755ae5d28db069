import type { NetCode, NetFailure } from '../domain/failure.ts'
import { chromiumCodes, nodeCodes } from './failure-codes.ts'

/** Carries a failure through callbacks that only know errors; caught where the exchange ends. */
export class NetFailureError extends Error {
  readonly failure: NetFailure
  constructor(failure: NetFailure, options?: ErrorOptions) {
    super(failure.message, options)
    this.name = 'NetFailureError'
    this.failure = failure
  }
}

const messages: Record<NetCode, string> = {
  'net/dns-not-found': 'the name does not exist',
  'net/dns-failure': 'the name could not be looked up',
  'net/refused': 'the connection was refused',
  'net/reset': 'the connection was cut',
  'net/timeout': 'no full answer in time',
  'net/tls-expired': 'the certificate is out of its dates',
  'net/tls-wrong-host': 'the certificate is for another host',
  'net/tls-untrusted': 'the connection could not be trusted',
  'net/too-many-redirects': 'too many redirects',
  'net/body-too-large': 'the answer is too large',
  'net/bad-response': 'the answer could not be understood',
  'net/address-blocked': 'the address is not public',
  'net/offline': 'our own side could not do it',
}

/** A failure in standard words, with a detail in brackets where there is one. */
export function failureAs(code: NetCode, detail?: string): NetFailure {
  return { code, message: detail ? `${messages[code]} (${detail})` : messages[code] }
}

/**
 * The one classifier: what undici, node:net, node:tls, zlib or Playwright threw, as a value. The
 * system's own message is left out: it names addresses.
 * @throws the error itself, wrapped, where nothing shows that the network caused it: our bug.
 */
export function failureOf(error: unknown): NetFailure {
  if (error instanceof NetFailureError) return error.failure
  if (!(error instanceof Error)) throw new Error('something that is no error was thrown', { cause: error })
  const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1]
  if (chromium) return failureAs(codeOfChromium(chromium), chromium)
  if (error.name === 'TimeoutError') return failureAs('net/timeout')
  // undici's parser errors come without a code.
  if (error.name === 'HTTPParserError') return failureAs('net/bad-response', 'not HTTP')
  const code = systemCodeOf(error)
  if (code) return failureAs(codeOfNode(code), code)
  const failure = failureOfPlaywright(error.message)
  if (failure) return failure
  throw new Error('an error that no network explains', { cause: error })
}

/** Playwright's errors have no codes; they begin with the call that failed. */
function failureOfPlaywright(message: string): NetFailure | null {
  if (/has been closed|Target closed|Browser closed/.test(message))
    return failureAs('net/offline', 'the browser ended')
  if (/\bcrashed\b/.test(message)) return failureAs('net/bad-response', 'the page crashed')
  if (/^(page|frame|response|request|browserContext)\.\w+: /.test(message)) {
    return failureAs('net/bad-response', 'the page could not be read')
  }
  return null
}

/** Code of a system error; of several attempts the one that tells most (`AggregateError` of happy eyeballs). */
export function systemCodeOf(error: Error): string | null {
  if (error instanceof AggregateError) {
    const codes = error.errors.map((each: unknown) => (each instanceof Error ? systemCodeOf(each) : null))
    return codes.find((code) => code !== null && code !== 'ENETUNREACH') ?? codes[0] ?? null
  }
  const { code } = error as NodeJS.ErrnoException
  if (typeof code === 'string') return code
  return error.cause instanceof Error ? systemCodeOf(error.cause) : null
}

function codeOfNode(code: string): NetCode {
  const known = nodeCodes[code]
  if (known) return known
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('CERT_')) {
    return 'net/tls-untrusted'
  }
  return 'net/bad-response'
}

function codeOfChromium(code: string): NetCode {
  const known = chromiumCodes[code]
  if (known) return known
  return code.startsWith('ERR_CERT_') || code.startsWith('ERR_SSL_')
    ? 'net/tls-untrusted'
    : 'net/bad-response'
}
