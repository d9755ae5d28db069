import { describe, expect, it } from 'vitest'
import { nameBrowser } from './name-browser.ts'

describe('a session', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.1 Safari/537.36',
      'Яндекс Браузер, Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari, iOS'],
    ['curl/8', null],
  ])('name the browser of %s', (agent, name) => {
    expect(nameBrowser(agent)).toBe(name)
  })
})
