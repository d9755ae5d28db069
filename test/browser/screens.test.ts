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

/** All rules in every look; the one for the size of targets (WCAG 2.2, 2.5.8) is off unless asked for. */
const options = { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations' as const] }

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** Brings axe into the page. The usual mode opens a second page for each analysis, to reach frames; we have none. */
async function runFirst(): Promise<Violation[]> {
  const axe = new AxeBuilder({ page: stage.page }).setLegacyMode(true).options(options)
  return (await axe.analyze()).violations
}

/** The same by what the first run left in the page: injecting it anew costs more than the rules do. */
async function runAgain(): Promise<Violation[]> {
  const asked = JSON.stringify(options)
  return stage.page.evaluate<Violation[]>(`axe.run(document, ${asked}).then((found) => found.violations)`)
}

/** What is wrong with a screen in one look: violations of WCAG 2.2 AA and of good practice, sideways scrolling. */
async function inspect(where: string, isFirst: boolean): Promise<string[]> {
  const violations = isFirst ? await runFirst() : await runAgain()
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
