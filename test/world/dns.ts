import { createSocket, type Socket } from 'node:dgram'
import {
  type Question,
  readQuestion,
  recordTypes,
  responseCodes,
  writeAnswer,
  writeIpv4,
  writeMx,
} from './dns-packet.ts'
import { knownHosts } from './sites.ts'

/** `no-mx`: the addresses stay. `no-records`: the name alone is left. `lost-mx`: mail goes to a host that is no more. */
export const dnsBehaviours = [
  'ok',
  'nxdomain',
  'servfail',
  'silent',
  'null-mx',
  'no-mx',
  'no-records',
  'lost-mx',
] as const

export type DnsBehaviour = (typeof dnsBehaviours)[number]

/** The name server of the world: UDP only, on loopback. */
export interface Dns {
  /** `127.0.0.1:PORT`, as `DNS_SERVERS` takes it. */
  server: string
  /** Names that were asked for, newest last: `MX ozon.ru`. */
  asked: string[]
  /** For the domain and every name under it. */
  set(domain: string, behaviour: DnsBehaviour): void
  reset(): void
  /** Domains that are not `ok`. */
  list(): { domain: string; behaviour: DnsBehaviour }[]
  shut(): Promise<void>
  reopen(): Promise<void>
}

/** Domains that exist although no page of the world is theirs: canaries, mail, publishers. */
const otherDomains = [
  'deloitte.ru',
  'ya.ru',
  'mail.ru',
  'rambler.ru',
  'gosuslugi.ru',
  'google.com',
  'cloudflare.com',
  'example.com',
  'example.org',
  'wikipedia.org',
  'github.com',
  'apple.com',
  'microsoft.com',
  'mozilla.org',
  'workspace.ru',
  'e-zh.ru',
  'kak2c.ru',
]

const domains = new Set([...knownHosts.map((host) => host.split('.').slice(-2).join('.')), ...otherDomains])

/** Starts the server on a free port. Names under no known domain do not exist. */
export async function serveDns(): Promise<Dns> {
  const asked: string[] = []
  const switched = new Map<string, DnsBehaviour>()
  let socket = await open(0)
  const { port } = socket.address()
  return {
    server: `127.0.0.1:${port}`,
    asked,
    set: (domain, behaviour) => switched.set(domain.toLowerCase(), behaviour),
    reset: () => switched.clear(),
    list: () =>
      [...switched]
        .filter(([, behaviour]) => behaviour !== 'ok')
        .map(([domain, behaviour]) => ({ domain, behaviour })),
    shut: () => new Promise((resolve) => socket.close(() => resolve())),
    async reopen() {
      socket = await open(port)
    },
  }

  function open(at: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const opened = createSocket('udp4')
      opened.once('error', reject)
      opened.on('message', (message, sender) => {
        const question = readQuestion(message)
        if (question === null) return
        asked.push(`${typeName(question.type)} ${question.name}`)
        const reply = answerTo(question, behaviourOf(question.name))
        if (reply) opened.send(reply, sender.port, sender.address)
      })
      opened.bind(at, '127.0.0.1', () => resolve(opened))
    })
  }

  function behaviourOf(name: string): DnsBehaviour {
    const labels = name.split('.')
    const suffixes = labels.map((_, index) => labels.slice(index).join('.'))
    for (const suffix of suffixes) {
      const behaviour = switched.get(suffix)
      if (behaviour) return behaviour
    }
    return suffixes.some((suffix) => domains.has(suffix)) ? 'ok' : 'nxdomain'
  }
}

function answerTo(question: Question, behaviour: DnsBehaviour): Buffer | null {
  switch (behaviour) {
    case 'silent':
      return null
    case 'servfail':
    case 'nxdomain':
      return writeAnswer(question, responseCodes[behaviour])
    case 'ok':
    case 'null-mx':
    case 'no-mx':
    case 'no-records':
    case 'lost-mx':
      return writeAnswer(question, responseCodes.ok, recordsFor(question, behaviour))
  }
}

function recordsFor({ type, name }: Question, behaviour: DnsBehaviour): Buffer[] {
  if (behaviour === 'no-records') return []
  if (type === recordTypes.A) return [writeIpv4(addressOf(name))]
  if (type !== recordTypes.MX || behaviour === 'no-mx' || !domains.has(name)) return []
  if (behaviour === 'null-mx') return [writeMx(0, '')]
  if (behaviour === 'lost-mx') return [writeMx(10, 'mx.lost.invalid')]
  return [writeMx(10, `mx1.${name}`), writeMx(20, `mx2.${name}`)]
}

/**
 * A public address, because reserved ones make no mail host; the same for a name each time.
 * Nothing ever connects to it.
 */
function addressOf(name: string): string {
  const sum = Array.from(name).reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 250, 7)
  return `93.184.216.${sum + 1}`
}

function typeName(type: number): string {
  const entry = Object.entries(recordTypes).find(([, number]) => number === type)
  return entry ? entry[0] : String(type)
}
