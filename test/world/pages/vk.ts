import { escaped, inWindows1251 } from './html.ts'
import { type Page, type Reply, type Site, segmentsOf, type VkPage } from './model.ts'

const groups: Record<string, [title: string, about: string]> = {
  vk: ['ВКонтакте', 'Новости социальной сети.'],
  ozon: ['OZON', 'Официальное сообщество. По заказам отвечает чат в приложении.'],
  'yandex.market': ['Яндекс Маркет', 'Официальное сообщество Маркета.'],
  wbsellerofficial: ['WB Partners', 'Сообщество для продавцов.'],
  wildberries: ['Wildberries', 'Официальное сообщество.'],
  aliexpress: ['AliExpress', 'Официальное сообщество.'],
  aliexpress_russia: ['AliExpress Россия', 'Официальное сообщество.'],
}

/** The answer to a short name that nobody has. */
const notFound: Reply = {
  status: 404,
  headers: { 'content-type': 'text/html; charset=windows-1251', server: 'kittenx' },
  body: inWindows1251(`<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=windows-1251">
<title>404 Not Found</title></head>
<body><div id="page_wrap"><div class="message_page page_404"><h1>404 Not Found</h1>
<p>Такой страницы нет. Проверьте адрес.</p></div></div></body></html>
`),
}

/** `vk.com` and its twins: groups that exist; any other short name is a plain 404. */
export const vk: Site = {
  brand: 'ВКонтакте',
  notFound,
  loginUrl: 'https://login.vk.com/?act=login',
  pageAt: ({ pathname }): Page | null => {
    const [name = ''] = segmentsOf(pathname)
    const group = Object.hasOwn(groups, name.toLowerCase()) ? groups[name.toLowerCase()] : undefined
    return group ? { type: 'vk', name, title: group[0], about: group[1], state: 'open' } : null
  },
}

/** The open group is the shell of 2026 with its card for previews; the closed ones are the old pages. */
export function renderVk({ name, title, about, state }: VkPage): Reply {
  if (state === 'open') {
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', server: 'kittenx' },
      body: `<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>VK | VK</title>
<meta property="og:type" content="profile"><meta property="og:site_name" content="VK">
<meta property="og:title" content="${escaped(title)} | VK"><meta property="og:description" content="${escaped(about)}">
<meta property="og:url" content="https://vk.com/${escaped(name)}"><link rel="canonical" href="https://vk.com/${escaped(name)}">
<script>window.vk = { lang: 0, ts: 1795000000, rv: 20261101 }</script></head>
<body class="new_header_design"><div id="root"></div><div id="spa_root" class="vkui-root"></div>
<noscript>Для работы сайта включите JavaScript.</noscript>
<script type="module" src="https://st.vk.com/dist/web/unauthorized.js"></script></body></html>
`,
    }
  }
  const text = {
    deleted: 'Страница удалена либо ещё не создана.',
    banned: 'Сообщество заблокировано в связи с возможным нарушением правил сайта.',
  }[state]
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=windows-1251', server: 'kittenx' },
    body: inWindows1251(`<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=windows-1251">
<title>${state === 'deleted' ? 'Удалённая страница' : escaped(title)}</title></head>
<body><div id="page_wrap"><div id="header">ВКонтакте</div>
<div class="${state === 'deleted' ? 'message_page_body' : 'service_msg service_msg_null'}">${text}</div>
</div></body></html>
`),
  }
}
