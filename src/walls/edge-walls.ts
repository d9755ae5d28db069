import type { Signature } from './signature.ts'

const antibot = 'microlinkhq/is-antibot providers.json@eba53e7'
const wafw00f = 'EnableSecurity/wafw00f plugins@acf6104'

/** Cloudflare translates the title of its challenge by the visitor's language. */
const moment =
  /^(?:just a moment|один момент|одну минуту|зачекайте(?:, будь ласка)?|einen moment(?: bitte)?|un instant|un momento|um momento|só um momento|een ogenblik(?: geduld)?|chwileczkę|bir dakika lütfen|tunggu sebentar|vänta|et øjeblik|請稍候|请稍候|稍等片刻|しばらくお待ちください|잠시만 기다리십시오)\s?(?:\.{2,3}|…)$/

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
          '__cf_chl_rt_tk',
          'challenge-error-text',
          'jschl_vc',
          'jschl-answer',
          'cf-browser-verification',
          'cf_captcha_kind',
          'cf-captcha-container',
          {
            near: '/cdn-cgi/challenge-platform/h/',
            like: /\/cdn-cgi\/challenge-platform\/h\/[a-z]\/orchestrate\//,
          },
        ],
      },
      { title: [moment], maxText: 1500 },
      { text: ['needs to review the security of your connection before', 'ddos protection by cloudflare'] },
    ],
    source: `${antibot}; oscarotero/Embed captures`,
    trap: 'jsd/main.js and `__CF$cv$params` are injected into live pages; `cf-ray`, `__cf_bm` and Turnstile on a form say nothing',
  },
  {
    id: 'cloudflare-rate',
    family: 'rate',
    when: [
      { text: [/error\s1015\b/], andText: ['rate limited', 'cloudflare'] },
      { title: [/^this website has been temporarily rate limited \|/] },
    ],
    source: `${wafw00f}; cloudflare/workers-sdk limited-response.ts`,
    trap: null,
  },
  {
    id: 'cloudflare-block',
    family: 'wall',
    when: [
      {
        title: [
          /^attention required! \| cloudflare$/,
          /^access denied \| .{1,120} used cloudflare to restrict access$/,
        ],
      },
      { text: ['sorry, you have been blocked'], andText: ['cloudflare', 'security service'] },
      { text: [/^sorry, you have been blocked/] },
      {
        text: [/\berror\s(?:code:?\s)?10(?:05|06|07|08|09|10|11|12|13|20)\b/],
        markup: ['cf-error-code', 'cf-error-details', '/cdn-cgi/styles/'],
      },
      { text: [/^error code: 10\d\d$/] },
    ],
    source: wafw00f,
    trap: 'a parked domain behind the network shows it too: the wall wins',
  },
  {
    id: 'cloudflare-origin',
    family: 'paused',
    when: [
      {
        status: [200],
        title: [/\| 5\d\d: .{3,60}$/, /^(?:origin )?dns (?:resolution )?error \| .{1,120} \| cloudflare$/],
        markup: ['cf-error-details', 'cf-wrapper', '/cdn-cgi/styles/'],
      },
    ],
    source: 'the vendor’s error pages',
    trap: 'with its own status, 520 to 530, the status says it',
  },
  {
    id: 'akamai',
    family: 'wall',
    when: [
      { title: [/^access denied$/], text: [/reference\s?#\s?\d{1,3}\.[0-9a-f]/, 'errors.edgesuite.net'] },
      { text: ['errors.edgesuite.net'] },
      { text: [/^access denied you don't have permission to access/], andText: [/reference\s?#/] },
      {
        markup: ['sec-if-cpt-container', 'scf-akamai-protected-by', 'bm-verify=', '/_sec/cp_challenge/'],
        maxText: 1000,
      },
    ],
    source: antibot,
    trap: 'cookies `_abck` and `bm_sz` are on live pages; the reference is written with entities',
  },
  {
    id: 'imperva',
    family: 'wall',
    when: [
      {
        markup: [
          { near: '/_incapsula_resource?', like: /\/_incapsula_resource\?[cs]wudnsai=/ },
          'distil_referrer',
        ],
        maxText: 1500,
      },
      { text: ['incapsula incident id', 'this request was blocked by our security service'] },
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
      {
        status: [200, 403, 429],
        title: [/^error: the request could not be satisfied$/],
        text: ['request blocked', 'block access from your country'],
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
      { title: [/sucuri website firewall/], maxText: 2500 },
      { title: [/^you are being redirected\.{3}$/], maxText: 300 },
    ],
    source: wafw00f,
    trap: '`x-sucuri-id` is on every page behind it',
  },
  {
    id: 'fastly',
    family: 'wall',
    when: [
      { title: [/^client challenge$/], maxText: 800 },
      { markup: ['/_fs-ch-'], maxText: 500 },
    ],
    source: 'the challenge of package registries, 2025',
    trap: null,
  },
]
