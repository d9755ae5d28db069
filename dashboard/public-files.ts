import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface PublicFile {
  body: Uint8Array<ArrayBuffer>
  type: string
  version: string
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const folder = path.join(import.meta.dirname, 'public')

// Read once: there are few, and nothing that a request says can then reach the disk.
const files = new Map(
  readdirSync(folder).map((name): [string, PublicFile] => {
    const body = new Uint8Array(readFileSync(path.join(folder, name)))
    const version = createHash('sha256').update(body).digest('base64url').slice(0, 10)
    return [name, { body, version, type: types[path.extname(name)] ?? 'application/octet-stream' }]
  }),
)

/** A stylesheet, script or picture of ours; null when there is none of this name. */
export function publicFile(name: string): PublicFile | null {
  return files.get(name) ?? null
}

/** Address that changes with the content, so that browsers may keep it for good. */
export function assetUrl(name: string): string {
  return `/public/${name}?v=${files.get(name)?.version ?? ''}`
}
