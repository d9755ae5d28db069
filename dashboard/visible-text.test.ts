import { describe, expect, it } from 'vitest'
import { openVisibleText } from './visible-text.ts'

const read = (source: string) => openVisibleText(source, 'html')(0, source.length)

describe('what readers see of an HTML source', () => {
  it.each([
    ['<p>one</p>  \n <p>two&nbsp;&laquo;x&raquo;</p>', '\none\ntwo\u00a0«x»\n'],
    ['a<script>if (1 < 2) x()</script>b<!-- <p> -->c', 'abc'],
    ['<HEAD><title>t</title></HEAD>x<HEADER>y', 'x\ny'],
    ['1 < 2 and <b', '1 < 2 and <b'],
    ['&unknown; &amp;lt;', '&unknown; &lt;'],
    ['İİİ<b>x</b>', 'İİİx'],
  ])('%j reads %j', (source, text) => {
    expect(read(source)).toBe(text)
  })

  it('can be asked for in parts, also when a part begins inside a tag', () => {
    const source = '<a href="https://x.example">chat</a> or call'
    const visible = openVisibleText(source, 'html')
    expect([visible(0, 9), visible(26, source.length)]).toEqual(['', 'chat or call'])
  })

  it('is the source itself in other formats', () => {
    expect(openVisibleText('<b>x', 'markdown')(0, 4)).toBe('<b>x')
  })
})
