import type { NetFailure } from '../domain/failure.ts'

/** One answer on the way to the last one. `location` is absolute. */
export interface Hop {
  url: string
  status: number
  location: string
}

/** What one guarded GET came to. A target that misbehaves is a value, never an exception. */
export type Exchange =
  | {
      ok: true
      status: number
      /** URL that gave the last answer, after redirects. */
      url: string
      hops: Hop[]
      /** Lower-case names; repeated headers are joined with `, ` (set-cookie with a newline). */
      headers: Record<string, string>
      /** Decoded body as text (charset from header, BOM or meta; windows-1251 and koi8-r too). */
      body: string
      bodyBytes: number
      /** The body went on after the cap; `body` is its beginning. */
      truncated: boolean
      /** Fingerprints of the answer, as far as `isKnown` asked for them. */
      prints: readonly string[]
      /** The caller knew the answer; `body` is empty. */
      asKnown: boolean
    }
  | { ok: false; failure: NetFailure; url: string; hops: Hop[] }

export interface GetOptions {
  /** Extra request headers, lower-case names. */
  headers?: Record<string, string>
  /** Whole exchange, redirects included. @default 20000 */
  timeoutMs?: number
  /** Decoded body; longer ones come back with `truncated`. @default 2 MiB */
  maxBodyBytes?: number
  /** @default 10. 0: the redirect itself is the answer. */
  maxRedirects?: number
  signal?: AbortSignal
  /** Told the answer's fingerprints in turn: whoever knows what such an answer says does not need its text. */
  isKnown?: (print: string) => boolean
}

/** Guarded HTTP: every hop passes the address gate, TLS is verified, everything has a cap. */
export interface HttpClient {
  get(url: string, options?: GetOptions): Promise<Exchange>
  close(): Promise<void>
}

export type DnsAnswer<T> = { ok: true; records: T[] } | { ok: false; failure: NetFailure }

export interface MxRecord {
  /** Empty or `.` with priority 0 as the only record: null MX (RFC 7505). */
  exchange: string
  priority: number
}

/** DNS with time limits. An existing name without such records is `ok` with none. */
export interface Dns {
  mx(domain: string): Promise<DnsAnswer<MxRecord>>
  /** A and AAAA together. */
  addresses(host: string): Promise<DnsAnswer<string>>
}

/** What a visit in the real browser came to. */
export type Visit =
  | {
      ok: true
      status: number
      url: string
      hops: Hop[]
      headers: Record<string, string>
      /** The document as rendered. */
      html: string
      /** Rendered documents of the frames inside, top one excluded. */
      frames: { url: string; html: string }[]
      /** Visible text of the top document. */
      text: string
      /** PNG of the viewport, if one was asked for. */
      screenshot: Uint8Array | null
    }
  | { ok: false; failure: NetFailure; url: string; hops: Hop[] }

export interface VisitOptions {
  /** @default 30000 */
  timeoutMs?: number
  screenshot?: boolean
  signal?: AbortSignal
}

/** The browser tier: own context a visit, all traffic through the filtering egress proxy. */
export interface Browser {
  visit(url: string, options?: VisitOptions): Promise<Visit>
  close(): Promise<void>
}

/** All ways to touch the outside. `browser` is null where none was found or none is wanted. */
export interface Net {
  http: HttpClient
  dns: Dns
  browser: Browser | null
  close(): Promise<void>
}
