import { mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { addArticle } from '../../src/pipeline/add-article.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'

/** Files of the scene of the dashboard, in which the two marketplaces have one contact each. */
const ozonYaml = `# Comments stay where they are.
marketplace:
  id: ozon
  name: { ru: Ozon, en: Ozon }
  domains: [ozon.example]
  aliases: [Озон]

sources:
  article:
    title: Как связаться с поддержкой
    url: https://blog.example/article
    publisher: blog.example

contacts:
  form:
    kind: form
    value: https://seller.ozon.example/appeals
    label: { ru: Форма, en: Form }
    audience: seller
    purpose: seller-support
    claims:
      - { source: article, says: works } # so it says
# the end
`

const wbYaml = `marketplace:
  id: wb
  name: { ru: Вайлдберриз, en: Wildberries }
  domains: [wb.example]
`

/** A knowledge base in a folder of its own. */
export async function writeArticleKb(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-articles-'))
  await writeFile(path.join(dir, 'ozon.yaml'), ozonYaml)
  await writeFile(path.join(dir, 'wb.yaml'), wbYaml)
  return dir
}

/** An article that gives broken, moved, disputed and unknown contacts of the scene. */
export const articleText = `# Куда писать продавцу

Продавцам Озон отвечает по форме https://seller.ozon.example/appeals.
Горячая линия Озон для продавцов: 8 (800) 200-00-00.

Чат продавцов Вайлдберриз в Telegram — t.me/wbchat, почта seller@wb.example.
Озон также отвечает продавцам в Telegram: @ozon_sellers_desk, ежедневно с 9 до 21.
Раньше у Озон была группа ВКонтакте.
`

/** Adds the article. */
export async function addSceneArticle(pipeline: Pipeline, text = articleText): Promise<number> {
  const outcome = await addArticle(
    pipeline,
    {
      title: '',
      url: null,
      publisher: 'blog.example',
      asOf: '2026-10-01',
      content: { cameBy: 'pasted', text },
    },
    { by: 'Анна', kbDir: null },
  )
  if (outcome.state === 'refused') throw new Error(`the article was refused: ${outcome.why}`)
  return outcome.id
}
