import type { Organisation } from './extract/finding.ts'
import type { Marketplace } from './knowledge-base.ts'

/** Organisations as articles name them. */
export function organisationsOf(
  marketplaces: readonly Pick<Marketplace, 'id' | 'name' | 'aliases' | 'domains'>[],
): Organisation[] {
  return marketplaces.map(({ id, name, aliases = [], domains }) => ({
    id,
    names: [...new Set([name.ru, name.en, ...aliases])],
    domains,
  }))
}
