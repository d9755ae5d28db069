import type { Signature } from './signature.ts'

const antibot = 'microlinkhq/is-antibot providers.json@eba53e7'
const wafw00f = 'EnableSecurity/wafw00f plugins@acf6104'

/** Walls of content delivery networks: their scripts and headers are on live pages too. */
export const edgeWalls: readonly Signature[] = [
  {
    id: 'cloudflare-challenge',
    family: 'wall',
    when: [
      { header: { 'cf-mitigated': /^challenge/i } },
      { header: { 'cf-chl-out': /./ } },
      {
        markup: [
          '_cf_chl_opt',
          '__cf_chl_f_tk',
          'challenge-error-text',
          'jschl_vc',
          'jschl-answer',
          'cf-browser-verification',
          /\/cdn-cgi\/challenge-platform\/h\/[a-z]\/orchestrate\//,
        ],
      },
      { title: [/^just a moment\.{3}$/], maxText: 1500 },
    ],
    source: `${antibot}; oscarotero/Embed captures`,
    trap: 'jsd/main.js and `__CF$cv$params` are injected into live pages; `cf-ray`, `__cf_bm` and Turnstile on a form say nothing',
  },
  {
    id: 'cloudflare-rate',
    family: 'rate',
    when: [{ text: [/error\s1015\b/], andText: ['rate limited', 'cloudflare'] }],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'cloudflare-block',
    family: 'wall',
    when: [
      { title: [/^attention required! \| cloudflare$/] },
      { text: ['sorry, you have been blocked'], markup: ['cf-error-details', '/cdn-cgi/styles/'] },
      {
        text: [/\berror\s(?:code:?\s)?10(?:06|07|08|09|10|12|20)\b/],
        markup: ['cf-error-code', '/cdn-cgi/styles/'],
      },
      { text: [/^error code: 10\d\d$/] },
    ],
    source: wafw00f,
    trap: 'a parked domain behind the network shows it too: the wall wins',
  },
  {
    id: 'akamai',
    family: 'wall',
    when: [
      { title: [/^access denied$/], text: [/reference\s?#\s?\d{1,3}\.[0-9a-f]/, 'errors.edgesuite.net'] },
      { text: ['errors.edgesuite.net'] },
      { markup: ['sec-if-cpt-container', 'scf-akamai-protected-by'] },
    ],
    source: antibot,
    trap: 'cookies `_abck` and `bm_sz` are on live pages; the reference is written with entities',
  },
  {
    id: 'imperva',
    family: 'wall',
    when: [
      { markup: [/\/_incapsula_resource\?swudnsai=/, 'distil_referrer'], maxText: 1500 },
      { text: ['incapsula incident id'] },
      { title: [/^pardon our interruption/], maxText: 2500 },
    ],
    source: antibot,
    trap: 'the script `?SWJIYLWA=`, `x-iinfo` and `x-cdn` are on ordinary pages',
  },
  {
    id: 'cloudfront',
    family: 'wall',
    when: [
      {
        status: [403],
        header: { 'x-cache': /^error from cloudfront/i },
        text: ['request blocked', 'could not be satisfied'],
      },
    ],
    source: wafw00f,
    trap: '502 to 504 with the same header are the origin’s trouble',
  },
  {
    id: 'sucuri',
    family: 'wall',
    when: [
      { markup: ['sucuri_cloudproxy_js'] },
      { title: [/^sucuri website firewall/], maxText: 2500 },
      { title: [/^you are being redirected\.{3}$/], maxText: 300 },
    ],
    source: wafw00f,
    trap: '`x-sucuri-id` is on every page behind it',
  },
  {
    id: 'linkedin',
    family: 'wall',
    when: [{ status: [999] }],
    source: 'status of its own',
    trap: null,
  },
]
