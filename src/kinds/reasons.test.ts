import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { netFailureClasses } from '../domain/failure.ts'
import { appKind } from './app/index.ts'
import { cabinetKind } from './cabinet/index.ts'
import { formKind } from './form/index.ts'
import { sharedReasons } from './reasons.ts'
import { vkKind } from './vk/index.ts'

const readme = (folder: string) => readFileSync(new URL(`${folder}README.md`, import.meta.url), 'utf8')

test.each([
  ['', Object.keys(sharedReasons).filter((code) => !code.startsWith('page/'))],
  ['page/', Object.keys(sharedReasons).filter((code) => code.startsWith('page/'))],
  ['form/', Object.keys(formKind.reasons)],
  ['cabinet/', Object.keys(cabinetKind.reasons)],
  ['app/', Object.keys(appKind.reasons)],
  ['vk/', Object.keys(vkKind.reasons)],
])('every code of “%s” has a paragraph', (folder, codes) => {
  const headings = [...readme(folder).matchAll(/^## (\S+\/\S+)$/gm)].map(([, code]) => code)
  expect(headings.sort()).toEqual([...codes].sort())
})

test('every transport failure has a text, and texts are short, without exclamation', () => {
  expect(Object.keys(sharedReasons)).toEqual(expect.arrayContaining(Object.keys(netFailureClasses)))
  for (const { means, next } of Object.values(sharedReasons)) {
    for (const text of [means.ru, means.en, next.ru, next.en]) {
      expect(text.length).toBeLessThan(160)
      expect(text).not.toContain('!')
    }
  }
})
