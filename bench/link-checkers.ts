/** What a checker holds of an address; most have no word for `unknown`. */
export type Opinion = 'alive' | 'dead' | 'unknown'

type Check = (url: string) => Promise<Opinion>

/** A link checker that others publish; `load` gives null where it is not installed. */
export interface LinkChecker {
  name: string
  /** The newest that runs on Node 20. */
  version: string
  load(): Promise<Check | null>
}

interface Linkinator {
  LinkChecker: new () => {
    check(options: object): Promise<{ links: { url: string; state: 'OK' | 'BROKEN' | 'SKIPPED' }[] }>
  }
}
interface BrokenLinkChecker {
  default: {
    UrlChecker: new (
      options: object,
      handlers: { link(result: { broken: boolean | null }): void; end(): void },
    ) => { enqueue(url: string): void }
  }
}
interface DeadOrAlive {
  deadOrAlive(url: string, options: object): Promise<{ status: 'alive' | 'dead' }>
}

export const linkCheckers: readonly LinkChecker[] = [
  {
    name: 'linkinator',
    version: '7.6.1',
    async load() {
      const module = await find<Linkinator>('linkinator')
      if (!module) return null
      const checker = new module.LinkChecker()
      return async (path) => {
        // The page alone: what it links to is another matter.
        const linksToSkip = async (link: string) => link !== path
        const { links } = await checker.check({ path, linksToSkip, timeout: 10_000, retry: false })
        const state = links.find(({ url }) => url === path)?.state ?? links[0]?.state
        return state === 'OK' ? 'alive' : state === 'BROKEN' ? 'dead' : 'unknown'
      }
    },
  },
  {
    name: 'broken-link-checker',
    version: '0.7.8',
    async load() {
      const module = await find<BrokenLinkChecker>('broken-link-checker')
      if (!module) return null
      const { UrlChecker } = module.default
      return (url) =>
        new Promise((resolve) => {
          let opinion: Opinion = 'unknown'
          const handlers = {
            link({ broken }: { broken: boolean | null }) {
              opinion = broken === null ? 'unknown' : broken ? 'dead' : 'alive'
            },
            end: () => resolve(opinion),
          }
          new UrlChecker({ honorRobotExclusions: false, rateLimit: 0 }, handlers).enqueue(url)
        })
    },
  },
  {
    name: 'dead-or-alive',
    version: '1.0.4',
    async load() {
      const module = await find<DeadOrAlive>('dead-or-alive')
      if (!module) return null
      return async (url) => {
        const { status } = await module.deadOrAlive(url, { findUrls: false, maxRetries: 0, timeout: 10_000 })
        return status
      }
    },
  },
]

/** A package that need not be there. */
async function find<T>(name: string): Promise<T | null> {
  try {
    return (await import(name)) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}
