/**
 * Was a state-changing request made by our own page? Browsers say so in `Sec-Fetch-Site` and `Origin`;
 * a client that sends neither is no browser and carries no cookies that somebody else could ride on.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  const origin = request.headers.get('origin')
  if (origin === null) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  // Either the published name, or the one that this very request was sent to (a loopback address, say).
  return (
    host === new URL(publicUrl).host || host === (request.headers.get('host') ?? new URL(request.url).host)
  )
}
