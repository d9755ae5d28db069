import { Agent, request } from 'undici'
import { sendNamesToLoopback } from './loopback-names.ts'

/** A program beside which we are measured, on a list of pages. */
export interface PeerTask {
  peer: string
  urls: string[]
  /** How many pages it is given at a time; null: all of them. */
  atOnce: number | null
}

interface Linkinator {
  LinkChecker: new () => {
    check(options: object): Promise<{ links: { url: string; state: string }[] }>
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

const loopsAtOnce = 50

/** Each looks at pages once and gives how many it found well. */
const peers: Record<string, (urls: string[]) => Promise<number>> = {
  async linkinator(urls) {
    const { LinkChecker } = (await import('linkinator' as string)) as Linkinator
    const wanted = new Set(urls)
    const { links } = await new LinkChecker().check({
      path: urls,
      timeout: 20_000,
      retry: false,
      // The pages alone: what they link to is another matter.
      linksToSkip: async (link: string) => !wanted.has(link),
    })
    return links.filter(({ url, state }) => wanted.has(url) && state === 'OK').length
  },
  async 'broken-link-checker'(urls) {
    const { UrlChecker } = ((await import('broken-link-checker' as string)) as BrokenLinkChecker).default
    return new Promise((resolve) => {
      let well = 0
      const handlers = {
        link({ broken }: { broken: boolean | null }) {
          if (broken === false) well += 1
        },
        end: () => resolve(well),
      }
      const checker = new UrlChecker({ honorRobotExclusions: false, rateLimit: 0 }, handlers)
      for (const url of urls) checker.enqueue(url)
    })
  },
  async 'bare undici'(urls) {
    const dispatcher = new Agent()
    let next = 0
    let well = 0
    const loop = async () => {
      for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
        const { statusCode, body } = await request(url, { dispatcher })
        await body.text()
        if (statusCode === 200) well += 1
      }
    }
    await Promise.all(Array.from({ length: loopsAtOnce }, loop))
    return well
  },
}

/** Loaded before the clock starts. */
const packages: Record<string, string> = {
  linkinator: 'linkinator',
  'broken-link-checker': 'broken-link-checker',
}

async function run(): Promise<void> {
  const { peer, urls, atOnce } = await heard<PeerTask>()
  const look = peers[peer]
  if (!look) throw new Error(`nobody is called ${peer}`)
  const name = packages[peer]
  if (name) await import(name)
  sendNamesToLoopback()
  process.send?.('loaded')
  await heard()
  const portion = atOnce ?? urls.length
  let well = 0
  for (let from = 0; from < urls.length; from += portion) well += await look(urls.slice(from, from + portion))
  process.send?.({ well })
}

function heard<T>(): Promise<T> {
  return new Promise((resolve) => process.once('message', (message) => resolve(message as T)))
}

void run()
process.send?.('ready')
process.once('disconnect', () => process.exit(0))
