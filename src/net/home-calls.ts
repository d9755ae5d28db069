/** Hosts that Chromium calls on its own account (update, autofill, optimisation hints, safe browsing). */
const homes: readonly string[] = [
  'update.googleapis.com',
  'content-autofill.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  'safebrowsing.googleapis.com',
  'passwordsleakcheck-pa.googleapis.com',
  'chromesyncpasswords-pa.googleapis.com',
  'edgedl.me.gvt1.com',
  'redirector.gvt1.com',
  'android.clients.google.com',
  'clientservices.googleapis.com',
  'sb-ssl.google.com',
]

const numbered = /^(safebrowsing\d*|clients\d*)\.google\.com$/

/**
 * Whether a host is one of Chromium's own. Sign-in hosts are not listed: a page that a visit looks at may
 * lead there, and the browser's own calls to them never get past its launch proxy.
 */
export function isHomeCall(host: string): boolean {
  return homes.includes(host) || numbered.test(host) || host.endsWith('.optimizationguide-pa.googleapis.com')
}
