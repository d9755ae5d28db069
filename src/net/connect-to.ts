import type { ConnectToRule } from './net-config.ts'
import { bareHost } from './url-gate.ts'

/** A rule, or what is wrong with its text. */
export type ParsedRule = { ok: true; rule: ConnectToRule } | { ok: false; problem: string }

const shape = /^(\[[^\]]*\]|[^:[\]]*):([^:]*):(\[[^\]]*\]|[^:[\]]*):([^:]*)$/

/** Reads one of curl's `--connect-to` rules, `HOST1:PORT1:HOST2:PORT2`; IPv6 stands in brackets. */
export function parseConnectTo(text: string): ParsedRule {
  const found = shape.exec(text.trim())
  if (!found) {
    return wrong(
      text,
      'it is HOST1:PORT1:HOST2:PORT2, each part may be empty, IPv6 addresses stand in brackets',
    )
  }
  const [host1, port1, host2, port2] = found.slice(1).map((part) => part.trim())
  for (const host of [host1, host2]) {
    if (host && canonicalHost(host) === null) return wrong(text, `${host} is not a host`)
  }
  for (const port of [port1, port2]) {
    if (port && !isPort(port)) return wrong(text, `${port} is not a port (1 to 65535)`)
  }
  return {
    ok: true,
    rule: {
      host1: host1 ? canonicalHost(host1) : null,
      port1: port1 ? Number(port1) : null,
      host2: host2 ? canonicalHost(host2) : null,
      port2: port2 ? Number(port2) : null,
    },
  }
}

/** Where a connection really goes. `matched` is the rule that sent it there, null if none did. */
export interface Redirected {
  host: string
  port: number
  matched: ConnectToRule | null
}

/** Applies the first rule that matches, as curl does; the request itself keeps its host. */
export function applyConnectTo(rules: readonly ConnectToRule[], host: string, port: number): Redirected {
  const wanted = canonicalHost(host) ?? host
  const matched = rules.find(
    (rule) => (rule.host1 === null || rule.host1 === wanted) && (rule.port1 === null || rule.port1 === port),
  )
  if (!matched) return { host, port, matched: null }
  return { host: matched.host2 ?? host, port: matched.port2 ?? port, matched }
}

/** Lower case, punycode, IPv4 in dotted decimals, IPv6 without brackets; null where it is no host. */
function canonicalHost(text: string): string | null {
  const written = text.includes(':') && !text.startsWith('[') ? `[${text}]` : text
  if (/[/?#@\\\s]/.test(written)) return null
  const url = `http://${written}/`
  return URL.canParse(url) ? bareHost(new URL(url).hostname) : null
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535
}

function wrong(text: string, problem: string): ParsedRule {
  return { ok: false, problem: `connect-to rule "${text}": ${problem}` }
}
