import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../test/support/cpu-ms.ts'
import { readJsonLd } from './json-ld.ts'
import { headingAbove } from './passages.ts'
import { readPrintedPage } from './printed-page.ts'

const textOf = (html: string) => readPrintedPage(html).text.replace(/\n+/g, '\n').trim()

describe('readPrintedPage', () => {
  it('ends a line with a block, and breaks it once for a <br>', () => {
    expect(readPrintedPage('<p>a<br>b</p><p>c</p>').text).toBe('\na\nb\n\nc\n')
  })

  it('keeps words of one line together and puts hidden ones aside', () => {
    expect(textOf('<p>he<b>l</b>p<span style="display: none">no</span>@shop<!-- x -->.example</p>')).toBe(
      'help@shop.example\nno',
    )
    expect(textOf('<div style="display:none">waits for a click</div>')).toBe('waits for a click')
  })

  it('knows where a link that stands aside is', () => {
    const page = readPrintedPage('<p>x <span hidden><a href="tel:112">звонок</a></span> y</p>')
    const [link] = page.telLinks
    expect(page.text.slice(link?.start, link?.end)).toBe('звонок')
    expect(link?.label).toBe('звонок')
  })

  it('turns text round that the style sheet turns round', () => {
    expect(textOf('<b style="direction:rtl;unicode-bidi:bidi-override">elpmaxe.pohs@pleh</b>')).toBe(
      'help@shop.example',
    )
  })

  it('reads attributes that hold contacts, and descriptions of pictures with digits', () => {
    const { microdata, text } = readPrintedPage(
      '<i data-phone="1"></i><i data-user="a" data-domain="b.example"></i><img alt="Телефон 8 800 1"><img alt="Логотип">',
    )
    expect(microdata).toEqual([
      { name: 'telephone', content: '1' },
      { name: 'email', content: 'a@b.example' },
    ])
    expect(text).toContain('Телефон 8 800 1')
    expect(text).not.toContain('Логотип')
  })

  it('knows titles and what is struck out', () => {
    const { text, headings, struck } = readPrintedPage('<h2>Линия</h2><p>a <s>b</s></p><dt>c</dt>')
    expect(headings.map(({ start, end }) => text.slice(start, end).trim())).toEqual(['Линия', 'c'])
    expect(struck.map(({ start, end }) => text.slice(start, end))).toEqual(['b'])
    expect(headingAbove(text, headings, text.indexOf('a '))).toBe('Линия')
    expect(headingAbove(text, headings, 0)).toBe('')
  })

  it('says when it did not read all of the document', () => {
    expect(readPrintedPage('<p>a</p>').cut).toBe(false)
    expect(readPrintedPage('<div>'.repeat(5000)).cut).toBe(true)
    expect(readPrintedPage(`<p>${'а'.repeat(400_001)}</p>`).cut).toBe(true)
  })

  it('reads hostile markup of a hundred kilobytes in good time', () => {
    const hostile = [
      '<span hidden>'.repeat(7500),
      '<a href="tel:1">'.repeat(6000),
      '<h1><s>'.repeat(14_000),
      `<a href="tel:${'1'.repeat(100_000)}">`,
      `<div style="${'display : none;'.repeat(6600)}">`,
      `<p onclick="${'tel:'.repeat(25_000)}">`,
      '&#64;'.repeat(20_000),
      '<br>'.repeat(25_000),
    ]
    for (const html of hostile) expect(cpuMs(() => readPrintedPage(html))).toBeLessThan(60)
  })
})

describe('readJsonLd', () => {
  it.each<[string, string[]]>([
    ['{"telephone":"a","x":{"telephone":["b","c"]},"@graph":[{"telephone":4}]}', ['a', 'b', 'c', '4']],
    ['[{"telephone":"a",}]', ['a']],
    ['<!-- {"telephone":"a"} -->', ['a']],
    ['//<![CDATA[\n{"telephone":"a"}\n//]]>', ['a']],
    ['{"telephone":"a\nb"};', ['a b']],
    ['{"telephone":null,"other":"x"}', []],
    ['{"telephone":', []],
    ['', []],
  ])('reads %j', (block, found) => {
    expect(readJsonLd([block], 'telephone')).toEqual(found)
  })

  it('takes hostile blocks in good time', () => {
    for (const block of [
      '['.repeat(100_000),
      `${'{"a":'.repeat(20_000)}1`,
      ','.repeat(100_000),
      ' '.repeat(100_000),
    ])
      expect(cpuMs(() => readJsonLd([block], 'a'))).toBeLessThan(50)
  })
})
