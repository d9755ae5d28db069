import type { Fragment } from './fragments.ts'

const markdown = (name: string, source: string, ...expect: string[]): Fragment => ({
  name,
  format: 'markdown',
  source,
  expect,
})

/** Markdown, with what a plain search stumbles over. */
export const markdownFragments: readonly Fragment[] = [
  markdown(
    'inline link',
    'Есть [форма](https://romashka.ru/form "Форма") и [чат](t.me).',
    'page https://romashka.ru/form',
  ),
  markdown(
    'label is the address',
    '[https://romashka.ru/help](https://romashka.ru/help)',
    'page https://romashka.ru/help',
  ),
  markdown(
    'reference',
    'Есть [форма][f] и [канал].\n\n[f]: https://romashka.ru/form\n[канал]: <https://t.me/romashka_md>',
    'page https://romashka.ru/form',
    'telegram https://t.me/romashka_md',
  ),
  markdown(
    'autolinks',
    'Сайт <https://romashka.ru/a>, почта <help@romashka.ru>.',
    'page https://romashka.ru/a',
    'email help@romashka.ru',
  ),
  markdown(
    'code',
    'Команда `curl https://api.romashka.ru` и\n\n```\n8 (800) 234-70-10\nhelp@romashka.ru\n```\n\nТелефон 8 (800) 234-70-11.',
    'phone +78002347011',
  ),
  markdown(
    'escaped',
    'Канал @romashka\\_news\\_ru и t.me/romashka\\_chat',
    'telegram https://t.me/romashka_news_ru',
    'telegram https://t.me/romashka_chat',
  ),
  markdown(
    'emphasis',
    '**8 (800)** 234-70-12, *help@romashka.ru*, __@romashka_md__',
    'phone +78002347012',
    'email help@romashka.ru',
    'telegram https://t.me/romashka_md',
  ),
  markdown(
    'bullet that is a plus',
    '+ 7 (495) 009-70-74\n+ 8 (800) 234-70-13',
    'phone +74950097074',
    'phone +78002347013',
  ),
  markdown('ordered list', '8. Позвоните 8 800 234-70-14\n9. Напишите', 'phone +78002347014'),
  markdown(
    'table',
    '| Город | Телефон |\n| --- | --- |\n| Москва | 8 495 009-70-75 |\n| Пермь | 8 342 200-00-01 |',
    'phone +74950097075',
    'phone +73422000001',
  ),
  markdown(
    'inline HTML',
    'Звоните <a href="tel:+78002347015">сюда</a>, <!-- 8 800 234-70-16 --> пишите&nbsp;help&#64;romashka.ru.',
    'phone +78002347015',
    'email help@romashka.ru',
  ),
  markdown('picture', '![t.me/hidden_pic](https://romashka.ru/pic.png) и текст'),
  markdown(
    'brackets in an address',
    '[Правила](https://romashka.ru/rules_(2026))',
    'page https://romashka.ru/rules_(2026)',
  ),
  markdown(
    'front matter',
    '---\ntitle: Контакты\nemail: author@blog.ru\n---\n\n# Контакты\n\nhelp@romashka.ru',
    'email help@romashka.ru',
  ),
]
