import { type Behaviour, type TlsBehaviour, tlsOf } from './behaviour.ts'
import { withoutSlash } from './pages/model.ts'

/** One switch that somebody turned. `path` is `*` for the whole host. */
export interface Switched {
  host: string
  path: string
  behaviour: Behaviour
}

/** Remembers how each address behaves; an address that nobody switched is `ok`. */
export class Switchboard {
  readonly #initial: readonly Switched[]
  #switched = new Map<string, Switched>()

  constructor(initial: readonly Switched[]) {
    this.#initial = initial
    this.reset()
  }

  /** `ok` heals one address, also one that was unwell from the beginning. */
  set(host: string, path: string, behaviour: Behaviour): void {
    const switched = { host: host.toLowerCase(), path: canonical(path), behaviour }
    this.#switched.set(keyOf(switched.host, switched.path), switched)
  }

  /** Back to how the world began. */
  reset(): void {
    this.#switched = new Map()
    for (const { host, path, behaviour } of this.#initial) this.set(host, path, behaviour)
  }

  /** The nearest switch: path with query, then path, then the whole host. */
  behaviourOf({ hostname, pathname, search }: URL): Behaviour {
    const nearest = [`${pathname}${search}`, pathname, '*']
      .map(canonical)
      .map((at) => this.#switched.get(keyOf(hostname, at)))
    return nearest.find((switched) => switched !== undefined)?.behaviour ?? { is: 'ok' }
  }

  /** What is wrong with the certificate of a host, whichever path was switched. */
  tlsOf(host: string): TlsBehaviour | null {
    for (const switched of this.#switched.values()) {
      const tls = switched.host === host ? tlsOf(switched.behaviour) : null
      if (tls) return tls
    }
    return null
  }

  /** All switches that make a difference. */
  list(): Switched[] {
    return [...this.#switched.values()].filter(({ behaviour }) => behaviour.is !== 'ok')
  }
}

/** Without the slash before the end or the query; `*` stays. */
function canonical(path: string): string {
  const [before = '', ...query] = path.split('?')
  return [withoutSlash(before), ...query].join('?')
}

function keyOf(host: string, path: string): string {
  return `${host} ${path}`
}
