import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './open-stage.ts'
import { type Fill, fills, languages, looks, type Screen, screens } from './screens-table.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const table = fills.flatMap((fill) =>
  screens
    .filter(({ fullOnly }) => fill === 'full' || !fullOnly)
    .map((screen) => ({ fill, screen, name: screen.name })),
)

/** Rules whose answer depends on colours and widths; the others see the same document in every look. */
const looksMatter = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** All rules. The usual mode opens a second page for each analysis, to reach frames; we have none. */
async function runAll(): Promise<Violation[]> {
  return (await new AxeBuilder({ page: stage.page }).setLegacyMode(true).analyze()).violations
}

/** Some rules, by what the run of all of them left in the page: injecting it anew costs more than they do. */
async function runSome(): Promise<Violation[]> {
  const options = JSON.stringify({ runOnly: looksMatter, resultTypes: ['violations'] })
  return stage.page.evaluate<Violation[]>(`axe.run(document, ${options}).then((found) => found.violations)`)
}

/** What is wrong with a screen in one look: violations of WCAG 2.2 AA and of good practice, sideways scrolling. */
async function inspect(where: string, isWhole: boolean): Promise<string[]> {
  const violations = isWhole ? await runAll() : await runSome()
  const wide = await stage.page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return [
    ...violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ...(wide > 0 ? [`${where} scrolls sideways by ${wide} px`] : []),
  ]
}

async function inspectAll(fill: Fill, screen: Screen): Promise<string[]> {
  const found: string[] = []
  for (const language of languages) {
    await stage.visit(fill, screen, language)
    if ((await stage.page.getAttribute('html', 'lang')) !== language) found.push(`not in ${language}`)
    for (const look of looks) {
      await stage.look(look)
      const isFirst = look === looks[0]
      found.push(...(await inspect(`${language} ${look.colorScheme} ${look.width}`, isFirst)))
    }
  }
  // A page that is not there is one complaint of the browser, and no fault.
  const complaints = stage.complaints().filter((text) => !(screen.status === 404 && text.includes('404')))
  return [...found, ...complaints]
}

describe('every screen is usable by everybody', () => {
  it.each(table)('$name, $fill', { timeout: 90_000 }, async ({ fill, screen }) => {
    expect(await inspectAll(fill, screen)).toEqual([])
  })
})

describe('the first page', () => {
  it('weighs at most 100 kB compressed, with its styles and scripts', async () => {
    const { origin, admin } = stage.houses.full
    const sizeOf = async (path: string) => {
      const answer = await fetch(origin + path, { headers: { Cookie: admin.cookie } })
      return { text: await answer.clone().text(), bytes: gzipSync(await answer.arrayBuffer()).length }
    }
    const page = await sizeOf('/')
    const files = [...page.text.matchAll(/(?:href|src)="(\/public\/[^"]+)"/g)].map(([, path = '']) => path)
    const sizes = await Promise.all([...new Set(files)].map(sizeOf))
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, page.bytes)
    expect(files.length).toBeGreaterThan(5)
    expect(total).toBeLessThan(100_000)
  })
})
