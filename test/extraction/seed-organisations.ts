import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readOrganisations } from '../../src/cli/read-organisations.ts'
import { extractFindings } from '../../src/kb/extract/extract-article.ts'
import { registry } from '../../src/kinds/index.ts'

const root = path.join(import.meta.dirname, '../..')
/** The first articles are not part of the repository: they lie beside it, or where this says. */
const seedsDir = process.env.SEEDS_DIR ?? path.join(root, '../shared/seeds')

/** Line, value (or kind where the value was lost), whose it is by the article; null: nobody's. Read by a person. */
const labelled: readonly [number, string, string | null][] = [
  [7, 'https://seller.wildberries.ru/', 'wildberries'],
  [7, 'page', 'wildberries'],
  [12, 'cabinet', 'wildberries'],
  [14, 'telegram', 'wildberries'],
  [17, 'phone', 'wildberries'],
  [17, 'email', 'wildberries'],
  [22, 'cabinet', 'ozon'],
  [30, 'form', 'ozon'],
  [31, 'app', 'ozon'],
  [33, 'form', 'ozon'],
  [35, 'phone', 'ozon'],
  [39, 'form', 'yandex-market'],
  [43, 'form', 'yandex-market'],
  [47, 'telegram', 'yandex-market'],
  [48, 'vk', 'yandex-market'],
  [49, 'telegram', 'yandex-market'],
  [49, 'telegram', 'yandex-market'],
  [51, 'phone', 'yandex-market'],
  [53, 'cabinet', 'aliexpress'],
  [55, 'telegram', 'aliexpress'],
  [55, 'telegram', 'aliexpress'],
  [56, 'phone', 'aliexpress'],
  [66, 'https://t.me/workspace', null],
  [74, 'https://workspace.ru/', null],
  [86, '+74950097070', 'ozon'],
  [87, '+78124940606', 'ozon'],
  [88, '+78002347000', 'ozon'],
  [107, 'page', 'ozon'],
  [116, 'cabinet', 'ozon'],
  [119, 'email', 'ozon'],
  [122, 'vk', 'ozon'],
  [122, 'page', 'ozon'],
  [122, 'page', 'ozon'],
  [123, 'app', 'ozon'],
  [135, 'https://e-zh.ru/', null],
  [143, '+78002347000', 'ozon'],
  [145, '+74950097070', 'ozon'],
  [146, '+78124940606', 'ozon'],
  [160, 'app', 'ozon'],
  [166, 'phone', 'ozon'],
  [166, 'https://ozon-hotline.delret.ru/', 'ozon'],
  [175, 'https://vk.com/ozon', 'ozon'],
  [187, 'page', 'public-bodies'],
  [203, 'https://kak2c.ru/', null],
]

/** How many of the labelled contacts have their organisation; a contact that is not found counts as wrong. */
export interface OrganisationScore {
  right: number
  all: number
  wrong: string[]
}

/** Scores the first seed; null where the seeds are not on this machine. */
export async function scoreSeedOrganisations(): Promise<OrganisationScore | null> {
  const source = readSeed()
  if (source === null) return null
  const organisations = await readOrganisations(path.join(root, 'kb'))
  const findings = extractFindings(source, { format: 'text', registry, organisations })
  const found = findings.map(({ line, kind, value, organisation }) => ({
    line,
    what: value ?? kind,
    organisation,
  }))
  const wrong = labelled.flatMap(([line, what, whose]) => {
    const at = found.findIndex((one) => one.line === line && one.what === what)
    const [one] = at < 0 ? [] : found.splice(at, 1)
    const got = one ? (one.organisation ?? 'nobody') : 'not found'
    return one && one.organisation === whose ? [] : [`line ${line} ${what}: ${whose ?? 'nobody'}, got ${got}`]
  })
  return { right: labelled.length - wrong.length, all: labelled.length, wrong }
}

function readSeed(): string | null {
  try {
    const [first] = readdirSync(seedsDir)
      .filter((name) => name.endsWith('.txt'))
      .sort()
    return first === undefined ? null : readFileSync(path.join(seedsDir, first), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
