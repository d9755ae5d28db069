import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../../test/support/serve.ts'
import { readConfig, StartupError } from '../config.ts'
import { targetsOfArticles } from './check-targets.ts'
import { extractFrom, runExtract } from './extract.ts'

let dir: string
let site: Served
const config = readConfig({ STILLTHERE_ALLOW_NETS: '127.0.0.0/8', CHROMIUM_PATH: '/usr/bin/chromium' })
const at = (name: string) => path.join(dir, name)
const shell =
  '<!doctype html><title>x</title><div id="app"></div><script>document.getElementById("app").innerHTML = "<p>Пишите help@ozon.ru, это почта поддержки Ozon для покупателей и продавцов, и отвечают на ней в течение дня.</p>"</script>'

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-extract-'))
  site = await serve((request, response) => {
    if (request.url === '/shell') response.setHeader('content-type', 'text/html; charset=utf-8').end(shell)
    else if (request.url === '/picture') response.setHeader('content-type', 'image/png').end('x')
    else response.writeHead(404).end('no')
  })
  await writeFile(
    at('a.md'),
    '# Ozon\n\nЗвоните **8 (800)** 234-70-00 или 8 800 234 70 00.\n\nСнова: +7 800 234-70-00.\n\nПодписывайтесь на нас: t.me/our_blog_x\n',
  )
  await writeFile(
    at('old.txt'),
    Buffer.from([0xcf, 0xee, 0xf7, 0xf2, 0xe0, 0x3a, 0x20, ...Buffer.from('help@ozon.ru')]),
  )
  await writeFile(at('empty.txt'), ' \n')
  await writeFile(at('binary.txt'), Buffer.from([0x50, 0, 1, 2]))
})

afterAll(async () => {
  await site.close()
  await rm(dir, { recursive: true })
})

it('takes each contact of an article once, with all its lines, and leaves the publisher its own', async () => {
  const targets = await targetsOfArticles([at('a.md'), at('a.md')], config, [], (name) => name !== 'address')
  expect(targets).toHaveLength(1)
  expect(targets[0]).toMatchObject({ target: '+78002347000', kind: 'phone' })
  expect(targets[0]?.places.map(({ line }) => line)).toEqual([3, 5])
})

it('prints one JSON object a line, with the names of the contract', async () => {
  let printed = ''
  await runExtract(at('a.md'), { json: true }, config, { write: (text) => (printed += text) })
  const [found] = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(found).toMatchObject({
    kind: 'phone',
    value: '+78002347000',
    line: 3,
    heading: 'Ozon',
    organisation: 'ozon',
    claim: 'works',
  })
  expect(found.raw).toBe('8 (800)** 234-70-00')
})

it('prints for people what is given and what is only named', async () => {
  let printed = ''
  await runExtract(at('a.md'), {}, config, { write: (text) => (printed += text) })
  expect(printed).toContain('✓    3  phone    +78002347000')
  expect(printed).toContain('4 given, 0 named without a value')
})

it('reads an old Russian text that is not UTF-8', async () => {
  const { findings } = await extractFrom(at('old.txt'), config)
  expect(findings[0]).toMatchObject({ value: 'help@ozon.ru', sentence: 'Почта: help@ozon.ru' })
})

it('lets the browser fill a page that is only a shell', async () => {
  const { findings, article } = await extractFrom(`${site.origin}/shell`, config)
  expect(article.url).toBe(`${site.origin}/shell`)
  expect(findings).toMatchObject([{ kind: 'email', value: 'help@ozon.ru', organisation: 'ozon' }])
})

it.each([
  ['nosuch.txt', 'no such file'],
  ['', 'a folder, not an article'],
  ['empty.txt', 'empty'],
  ['binary.txt', 'a binary file'],
])('says what is wrong with %j', async (name, why) => {
  await expect(extractFrom(at(name), config)).rejects.toThrow(why)
  await expect(extractFrom(at(name), config)).rejects.toBeInstanceOf(StartupError)
})

it('says what is wrong with an address', async () => {
  await expect(extractFrom(`${site.origin}/gone`, config)).rejects.toThrow('answered 404')
  await expect(extractFrom(`${site.origin}/picture`, config)).rejects.toThrow('not an article')
})
