import { expect, it } from 'vitest'
import { titleOf } from './title-of-article.ts'

it.each([
  ['<title>Вопросы &amp; ответы &laquo;Ozon&raquo;</title><h1>x</h1>', 'html', 'Вопросы & ответы «Ozon»'],
  ['<title> </title><h1>Куда <b>писать</b></h1>', 'html', 'Куда писать'],
  ['<script>var title</script><p>Первая строка</p><p>Вторая</p>', 'html', 'Первая строка'],
  ['# Куда писать\n\nтекст', 'markdown', 'Куда писать'],
  ['123\n', 'text', '—'],
] as const)('the title of %j is read as people see it', (text, format, title) => {
  expect(titleOf(text, format)).toBe(title)
})
