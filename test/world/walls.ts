import type { WallName } from './behaviour.ts'
import type { Reply } from './pages/model.ts'

const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }

function page(title: string, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
<body>${body}</body></html>
`
}

/** Walls that answer in place of the page; each carries its vendor's published marks. */
const inPlace: Record<Exclude<WallName, 'yandex' | 'aliexpress'>, Reply> = {
  cloudflare: {
    status: 403,
    headers: { ...html, server: 'cloudflare', 'cf-mitigated': 'challenge', 'cf-ray': '9a0b1c2d3e4f5061-DME' },
    body: page(
      'Just a moment...',
      '<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="360">',
      `<noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript>
<script>(function () { window._cf_chl_opt = { cvId: '3', cType: 'managed' }
const s = document.createElement('script')
s.src = '/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=9a0b1c2d3e4f5061'
document.head.appendChild(s) })()</script>`,
    ),
  },
  'ddos-guard': {
    status: 403,
    headers: { ...html, server: 'ddos-guard', 'set-cookie': '__ddg1_=world; Path=/' },
    body: page(
      'DDoS-Guard',
      '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
      '<div data-ddg-origin="true"></div><script src="https://check.ddos-guard.net/check.js"></script>',
    ),
  },
  wbaas: {
    status: 498,
    headers: { ...html, server: 'wbaas', 'x-wbaas-token': 'get' },
    body: page(
      'Почти готово...',
      '<meta http-equiv="refresh" content="60"><script type="module" src="/__wbaas/challenges/antibot/__static/v1/index-world.js"></script>',
      '<b id="s-key" data-site-key="world"></b><p>Проверяем браузер. Пишите: captcha-support@rwb.ru</p>',
    ),
  },
  qrator: {
    status: 401,
    headers: { ...html, server: 'QRATOR', 'set-cookie': 'qrator_jsr=world; Path=/' },
    body: page('', '', '<script src="/__qrator/qauth_utm_v2.js"></script>'),
  },
  ozon: {
    status: 403,
    headers: html,
    body: page(
      'Доступ ограничен',
      '<link rel="stylesheet" href="https://cdn1.ozone.ru/s3/abt-challenge/style.css">',
      `<div class="abt-complaints"><h1>Похоже, нет соединения</h1>
<p>Выключите VPN, перезагрузите роутер или подключитесь к другой сети</p><p>Инцидент: fab_chlg_20261122_WORLD</p></div>`,
    ),
  },
  servicepipe: {
    status: 200,
    headers: { ...html, 'set-cookie': 'spid=world; Path=/' },
    body: page(
      '',
      '<script src="https://servicepipe.ru/static/checkjs/world.js"></script><noscript><meta http-equiv="refresh" content="0; url=/exhkqyad"></noscript>',
      '<div id="id_captcha_frame_div"></div><script>function get_cookie_spsn() { return "" }</script><div class="js-challenge-loader"></div>',
    ),
  },
}

const captcha: Reply = {
  status: 200,
  headers: { ...html, 'x-yandex-captcha': 'captcha' },
  body: page(
    'Вы не робот?',
    '',
    `<form action="/checkcaptcha" method="post"><h1>Подтвердите, что запросы отправляли вы, а не робот</h1>
<input class="CheckboxCaptcha-Anchor" type="submit" value="Я не робот"></form><script>window.smartCaptchaHost = 'smartcaptcha'</script>`,
  ),
}

const punish: Reply = {
  status: 200,
  headers: { ...html, bxpunish: '1' },
  body: page(
    'Captcha Interception',
    '',
    `<div id="baxia-dialog-content"><div class="punish-component"><p>Sorry, we have detected unusual traffic from your network.</p>
<div id="nocaptcha"><span id="nc_1_wrapper">Please slide to verify</span></div></div></div>`,
  ),
}

/** Puts a wall before the page at `url`; two of them send the visitor to an address of their own. */
export function wallBefore(url: URL, vendor: WallName): Reply {
  switch (vendor) {
    case 'yandex': {
      const back = Buffer.from(url.href).toString('base64')
      const location = `${url.origin}/showcaptcha?cc=1&retpath=${encodeURIComponent(`${back},,_0f`)}`
      return { status: 302, headers: { ...html, location, 'x-yandex-captcha': 'captcha' }, body: '' }
    }
    case 'aliexpress':
      return {
        status: 302,
        headers: { ...html, location: `${url.origin}/_____tmd_____/punish?x5secdata=world`, bxpunish: '1' },
        body: '',
      }
    default:
      return inPlace[vendor]
  }
}

/** The pages that those two walls live on, on any host; null for every other path. */
export function wallPageAt(path: string): Reply | null {
  if (path === '/showcaptcha') return captcha
  return path === '/_____tmd_____/punish' ? punish : null
}
