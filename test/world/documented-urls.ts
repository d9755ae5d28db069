import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'

interface Stated {
  value?: string | null
  documented?: string
  listedOn?: string[]
}

/** All web addresses that the knowledge base calls live: of contacts, and of the pages that list them. */
export async function documentedUrls(): Promise<string[]> {
  const directory = new URL('../../kb/', import.meta.url)
  const files = (await readdir(directory)).filter((name) => name.endsWith('.yaml'))
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, directory), 'utf8')))
  const contacts = texts.flatMap((text) =>
    Object.values<Stated>((parse(text) as { contacts?: Record<string, Stated> }).contacts ?? {}),
  )
  const urls = contacts
    .filter(({ documented = 'live' }) => documented === 'live')
    .flatMap(({ value, listedOn = [] }) => [value ?? '', ...listedOn])
    .filter((url) => /^https?:/.test(url))
  return [...new Set(urls)].sort()
}
