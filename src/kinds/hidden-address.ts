/** The code of an address that Cloudflare hides in this element, if there is one. */
export function cloudflareAddressOf(attributes: Record<string, string>): string | undefined {
  const { href = '' } = attributes
  return attributes['data-cfemail'] ?? /\/cdn-cgi\/l\/email-protection#([0-9a-f]+)/i.exec(href)?.[1]
}

/** Cloudflare's `data-cfemail`: hex bytes, each XORed with the first. Null when that gives no address. */
export function decodeCloudflareEmail(code: string): string | null {
  if (!/^(?:[0-9a-f]{2}){4,200}$/i.test(code)) return null
  const [key = 0, ...bytes] = Buffer.from(code, 'hex')
  const address = Buffer.from(bytes.map((byte) => byte ^ key)).toString('utf8')
  return address.includes('@') ? address : null
}
