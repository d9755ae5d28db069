import type { Child } from 'hono/jsx'
import { cleanText } from './clean-text.ts'
import { safeHref } from './safe-href.ts'

/** A link out of the house; plain text where the address is none that we would send anybody to. */
export function Outside({ href, children }: { href: string | null; children?: Child }) {
  const safe = safeHref(href)
  const text = children ?? cleanText(href ?? '', 120)
  if (safe === null) return <span class="value">{text}</span>
  return (
    <a class="value" href={safe} rel="noopener noreferrer nofollow" target="_blank">
      {text}
    </a>
  )
}
