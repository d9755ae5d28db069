import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseYaml } from './parse-yaml.ts'
import { readText } from './read-text.ts'

/** A file of the knowledge base with its text. */
export interface KbText {
  file: string
  text: string
}

/** The file of each marketplace, by the marketplace's id. Files that cannot be read are left out. */
export async function readFilesOfMarketplaces(dir: string): Promise<Map<string, KbText>> {
  const names = (await readdir(dir)).filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort()
  const files = new Map<string, KbText>()
  for (const file of names) {
    const read = await readText(join(dir, file), file)
    const parsed = read.ok ? parseYaml(file, read.text) : null
    if (!read.ok || !parsed?.ok) continue
    const { marketplace } = parsed.located.data as { marketplace?: { id?: unknown } }
    if (typeof marketplace?.id === 'string') files.set(marketplace.id, { file, text: read.text })
  }
  return files
}
