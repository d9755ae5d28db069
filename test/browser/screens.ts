import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { openStage } from './open-stage.ts'
import { fills, languages, looks, screens } from './screens-table.ts'

/**
 * Writes a picture of every screen, in every language and look, full and empty, for people to look at.
 * With words behind the command only screens whose picture name holds one of them.
 */
const folder = path.join(import.meta.dirname, '../../screens')
const wanted = process.argv.slice(2)

await mkdir(folder, { recursive: true })
const stage = await openStage()
let count = 0
for (const fill of fills) {
  for (const language of languages) {
    for (const screen of screens.filter(({ fullOnly }) => fill === 'full' || !fullOnly)) {
      const names = looks.map((look) => ({
        look,
        name: `${screen.name}.${fill}.${language}.${look.colorScheme}.${look.width}.png`,
      }))
      const chosen = names.filter(
        ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
      )
      if (chosen.length === 0) continue
      await stage.visit(fill, screen, language)
      for (const { look, name } of chosen) {
        await stage.look(look)
        await stage.page.screenshot({ path: path.join(folder, name), fullPage: true })
        count += 1
      }
    }
  }
}
await stage.close()
process.stdout.write(`${count} pictures in ${folder}\n`)
