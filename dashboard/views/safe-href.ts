const schemes = ['http:', 'https:', 'tel:', 'mailto:', 'tg:']

/** The address, if a link may lead there: `javascript:` and friends give null. */
export function safeHref(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null
  const url = new URL(address)
  return schemes.includes(url.protocol) ? url.href : null
}
