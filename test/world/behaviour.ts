/** Bot walls that the world can put before a page. */
export const wallNames = [
  'cloudflare',
  'ddos-guard',
  'wbaas',
  'qrator',
  'yandex',
  'ozon',
  'aliexpress',
  'servicepipe',
] as const

export type WallName = (typeof wallNames)[number]

/** What a Telegram name can turn out to be. */
export const cardKinds = ['channel', 'chat', 'bot', 'user'] as const

export type CardKind = (typeof cardKinds)[number]

/**
 * What a host does with a request. The first group holds for any page, the second changes the
 * content of a page that has such content and is without effect elsewhere, the third holds for the
 * whole host, because TLS comes before the path.
 */
export type Behaviour =
  | { is: 'ok' }
  | { is: 'status'; status: number }
  | { is: 'soft-404' }
  | { is: 'wall'; vendor: WallName }
  /** Takes the connection and the request and stays silent. */
  | { is: 'timeout' }
  | { is: 'reset' }
  /** Answers as usual, `delayMs` later. */
  | { is: 'slow'; delayMs: number }
  | { is: 'redirect'; to: string; status?: number }
  | { is: 'parked' }
  /** Sends to the sign-in page of the host's owner. */
  | { is: 'login' }
  /** An empty page with a script that writes the real one: only a browser sees it. */
  | { is: 'needs-script' }
  /** As `needs-script`, but the script is missing. */
  | { is: 'empty-shell' }
  | { is: 'no-form' }
  | { is: 'form-changed' }
  /** Telegram: nobody has the name. VK: the group was deleted. */
  | { is: 'card-missing' }
  | { is: 'card-title'; title: string }
  | { is: 'card-kind'; kind: CardKind }
  | { is: 'card-restricted' }
  /** Newest post this many days ago. */
  | { is: 'card-silent'; days: number }
  /** @param phone E.164; absent: every number of the page. */
  | { is: 'phone-removed'; phone?: string }
  | { is: 'phone-replaced'; phone: string; by: string }
  | { is: 'email-removed' }
  | { is: 'discontinued-notice' }
  | { is: 'tls-expired' }
  | { is: 'tls-wrong-host' }
  | { is: 'tls-untrusted' }

export type TlsBehaviour = Extract<Behaviour['is'], `tls-${string}`>

/** The TLS part of a behaviour, null where the host's certificate stays in order. */
export function tlsOf(behaviour: Behaviour): TlsBehaviour | null {
  switch (behaviour.is) {
    case 'tls-expired':
    case 'tls-wrong-host':
    case 'tls-untrusted':
      return behaviour.is
    default:
      return null
  }
}

type Reader = (words: string[]) => Behaviour | null

const plain = (behaviour: Behaviour): Reader => {
  return (words) => (words.length === 0 ? behaviour : null)
}

/** How each behaviour is written in one line, as the command line and the control page take it. */
const readers: Record<Behaviour['is'], Reader> = {
  ok: plain({ is: 'ok' }),
  status: ([status]) => withNumber(status, 200, 599, (n) => ({ is: 'status', status: n })),
  'soft-404': plain({ is: 'soft-404' }),
  wall: ([name]) => {
    const vendor = wallNames.find((known) => known === name)
    return vendor ? { is: 'wall', vendor } : null
  },
  timeout: plain({ is: 'timeout' }),
  reset: plain({ is: 'reset' }),
  slow: ([delayMs = '3000']) => withNumber(delayMs, 0, 600_000, (n) => ({ is: 'slow', delayMs: n })),
  redirect: ([to]) => (to && URL.canParse(to) ? { is: 'redirect', to } : null),
  parked: plain({ is: 'parked' }),
  login: plain({ is: 'login' }),
  'needs-script': plain({ is: 'needs-script' }),
  'empty-shell': plain({ is: 'empty-shell' }),
  'no-form': plain({ is: 'no-form' }),
  'form-changed': plain({ is: 'form-changed' }),
  'card-missing': plain({ is: 'card-missing' }),
  'card-title': (words) => (words.length > 0 ? { is: 'card-title', title: words.join(' ') } : null),
  'card-kind': ([name]) => {
    const kind = cardKinds.find((known) => known === name)
    return kind ? { is: 'card-kind', kind } : null
  },
  'card-restricted': plain({ is: 'card-restricted' }),
  'card-silent': ([days = '400']) => withNumber(days, 0, 10_000, (n) => ({ is: 'card-silent', days: n })),
  'phone-removed': ([phone]) => (phone ? { is: 'phone-removed', phone } : { is: 'phone-removed' }),
  'phone-replaced': ([phone, by]) => (phone && by ? { is: 'phone-replaced', phone, by } : null),
  'email-removed': plain({ is: 'email-removed' }),
  'discontinued-notice': plain({ is: 'discontinued-notice' }),
  'tls-expired': plain({ is: 'tls-expired' }),
  'tls-wrong-host': plain({ is: 'tls-wrong-host' }),
  'tls-untrusted': plain({ is: 'tls-untrusted' }),
}

/** Names of all behaviours, in the order of the type. */
export const behaviourNames = Object.keys(readers)

function withNumber(
  text: string | undefined,
  least: number,
  most: number,
  make: (n: number) => Behaviour,
): Behaviour | null {
  const number = Number(text)
  return text && Number.isInteger(number) && number >= least && number <= most ? make(number) : null
}

/** Reads `status 503`, `wall cloudflare`, `redirect https://…`; null where it is none. */
export function readBehaviour(line: string): Behaviour | null {
  const [name = '', ...words] = line.trim().split(/\s+/)
  return Object.hasOwn(readers, name) ? readers[name as Behaviour['is']](words) : null
}

/** The line that `readBehaviour` reads back. */
export function writeBehaviour(behaviour: Behaviour): string {
  return Object.values(behaviour).join(' ')
}
