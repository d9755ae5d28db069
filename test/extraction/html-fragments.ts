import type { Fragment } from './fragments.ts'

const html = (name: string, source: string, ...expect: string[]): Fragment => ({
  name,
  format: 'html',
  source,
  expect,
})

/** HTML, with what only a parser sees. */
export const htmlFragments: readonly Fragment[] = [
  html(
    'neighbouring items',
    '<ul><li>+7 (495) 009-70-76</li><li>8 800 234-70-17</li></ul>',
    'phone +74950097076',
    'phone +78002347017',
  ),
  html('number over spans', '<p><span>8 (800)</span> <b>234</b>-70-<i>18</i></p>', 'phone +78002347018'),
  html('tel: link', '<a href="tel:8%28800%292347019">Позвонить</a>', 'phone +78002347019'),
  html(
    'link and words differ',
    '<a href="tel:+78002347020">8 (800) 234-70-21</a>',
    'phone +78002347020',
    'phone +78002347021',
  ),
  html(
    'mailto with a subject',
    '<a href="mailto:help@romashka.ru?subject=Q">Написать</a>',
    'email help@romashka.ru',
  ),
  html(
    'entities',
    '<p>help&#64;romashka&#46;ru, 8&nbsp;(800)&nbsp;234&#8209;70&#8209;22</p>',
    'email help@romashka.ru',
    'phone +78002347022',
  ),
  html(
    'soft hyphens',
    '<p>seller.ro&shy;mash&shy;ka.ru и @romashka&#8203;_shy</p>',
    'page https://seller.romashka.ru/',
    'telegram https://t.me/romashka_shy',
  ),
  html(
    'scripts and comments',
    '<script>var p="8 800 234-70-23"</script><!-- help@romashka.ru --><style>@media print{}</style><template>t.me/romashka_tpl</template><p>Текст</p>',
  ),
  html(
    'hidden words',
    '<p>Почта <span style="display:none">spam@trap.ru</span><span>help@romashka.ru</span></p>',
    'email help@romashka.ru',
  ),
  html(
    'attributes of buttons',
    '<button data-phone="8 800 234-70-24">Показать</button>',
    'phone +78002347024',
  ),
  html(
    'Cloudflare',
    '<a class="__cf_email__" data-cfemail="2a424f465a6a5845474b5942414b04585f">[email&#160;protected]</a>',
    'email help@romashka.ru',
  ),
  html(
    'share buttons',
    '<a href="https://vk.com/share.php?url=https://x.ru">VK</a><a href="https://t.me/share/url?url=x">TG</a>',
  ),
  html(
    'relative and pictures',
    '<a href="/contacts">Контакты</a><img src="https://romashka.ru/a.png"><link href="https://cdn.romashka.ru/a.css" rel="stylesheet">',
  ),
  html(
    'links behind words',
    '<p>Пишите в <a href="https://t.me/romashka_html">канал</a> или <a href=\'https://vk.com/romashka_html\'>группу</a>.</p>',
    'telegram https://t.me/romashka_html',
    'vk https://vk.com/romashka_html',
  ),
  html('table', '<table><tr><td>8 800 234-70-25</td><td>24/7</td></tr></table>', 'phone +78002347025'),
  html('code', '<p>Пример: <code>https://api.romashka.ru/v1</code></p>'),
]
