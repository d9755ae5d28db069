import path from 'node:path'
import type { Organisation } from '../kb/extract/finding.ts'
import { organisationsOf } from '../kb/organisations-of.ts'
import { readKb } from '../kb/read-kb.ts'
import { registry } from '../kinds/index.ts'

const shipped = path.join(import.meta.dirname, '../../kb')

/** Organisations by the knowledge base of this installation, else by the one that comes with the product. */
export async function readOrganisations(kbDir: string): Promise<Organisation[]> {
  for (const dir of new Set([kbDir, shipped])) {
    const read = await readKb(dir, registry)
    if (!read.ok) continue
    return organisationsOf(read.kb.marketplaces)
  }
  return []
}
