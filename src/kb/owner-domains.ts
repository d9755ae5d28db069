import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'
import type { Problem } from './knowledge-base.ts'
import type { Path } from './locate-node.ts'
import type { Located } from './parse-yaml.ts'

/** Domains in ASCII; one that is no registrable domain (RFC 8499 §2, by the public suffix list) is a problem. */
export function checkDomains(
  written: readonly string[],
  path: Path,
  located: Located,
): { domains: string[]; problems: Problem[] } {
  const problems: Problem[] = []
  const domains = written.map((domain, index) => {
    const ascii = domainToASCII(domain)
    const registrable = getDomain(ascii)
    if (registrable === null || registrable !== ascii) {
      const hint = registrable ? `, write ${registrable}` : ''
      const message = `"${domain}" is not a registrable domain${hint}`
      problems.push({ file: located.file, ...located.at([...path, index]), message })
    }
    return ascii
  })
  return { domains, problems }
}

/** Pages that lie outside the owner's domains; none where no domains are known. */
export function checkListedOn(
  pages: readonly string[],
  ownerDomains: readonly string[],
  path: Path,
  located: Located,
): Problem[] {
  if (ownerDomains.length === 0) return []
  return pages.flatMap((page, index) => {
    const registrable = getDomain(new URL(page).hostname)
    if (registrable !== null && ownerDomains.includes(registrable)) return []
    const whose = registrable ?? new URL(page).hostname
    const message = `listedOn names a page of ${whose}, but only the owner's pages confirm (${ownerDomains.join(', ')})`
    return [{ file: located.file, ...located.at([...path, index]), message }]
  })
}
