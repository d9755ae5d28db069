import type { DashboardDeps } from '../dashboard/deps.ts'
import { readSource } from '../src/cli/read-source.ts'
import { StartupError } from '../src/config.ts'
import type { Net } from '../src/net/net.ts'

/** Reads articles from the web for the dashboard, as `stillthere extract` does: guarded, by browser if needed. */
export function articleFetcher(net: Net): NonNullable<DashboardDeps['fetchArticle']> {
  return async (url) => {
    try {
      const { text, format } = await readSource(url, async () => net)
      return { text, format }
    } catch (error) {
      // On a command line an article that cannot be read ends the command; here it is an answer.
      if (error instanceof StartupError) return null
      throw error
    }
  }
}
