import { describe, expect, it } from 'vitest'
import type { PhoneEvidence, PhonePage } from './evidence.ts'
import { judgePhone } from './judge.ts'

const hotline = '+78002347000'
const office = '+74952321000'
const newcomer = '+78007755505'

function page(numbers: [string, string][], over: Partial<PhonePage> = {}): PhonePage {
  return {
    url: 'https://shop.example/contacts',
    finalUrl: 'https://shop.example/contacts',
    via: 'http',
    status: 200,
    owner: true,
    obstacle: null,
    listed: numbers.some(([value]) => value === hotline),
    numbers: numbers.map(([value, context]) => ({ value, context, sources: ['text' as const] })),
    notice: null,
    mismatch: null,
    ...over,
  }
}

function seen(pages: PhonePage[], over: Partial<PhoneEvidence> = {}): PhoneEvidence {
  return {
    value: hotline,
    valid: true,
    type: 'toll_free',
    pages,
    settings: { assertListed: false },
    known: null,
    ...over,
  }
}

const asserted = { settings: { assertListed: true } }
const walled = { obstacle: { code: 'page/wall' as const, message: 'a wall', class: 'blocked' as const } }
const listed = page([[hotline, 'Горячая линия']])
const notice = { sentence: 'Номер больше не обслуживается', successor: newcomer }

describe('judgePhone', () => {
  it.each<[string, PhoneEvidence, string, string | null, string | null, string | null]>([
    ['listed', seen([listed]), 'alive', null, null, null],
    ['listed on one page of two', seen([page([]), listed]), 'alive', null, null, null],
    ['listed beside a wall', seen([page([], walled), listed]), 'alive', null, null, null],
    [
      'a notice',
      seen([page([[hotline, '']], { notice })]),
      'changed',
      'phone/discontinued-notice',
      'drift',
      newcomer,
    ],
    [
      'a notice on one of two',
      seen([listed, page([[hotline, '']], { notice })]),
      'changed',
      'phone/discontinued-notice',
      'drift',
      newcomer,
    ],
    ['no pages', seen([]), 'unknown', 'phone/needs-human', 'human', null],
    [
      'somebody else’s page only',
      seen([page([[hotline, '']], { owner: false })]),
      'unknown',
      'phone/needs-human',
      'human',
      null,
    ],
    ['an impossible number', seen([listed], { valid: false }), 'unknown', 'phone/invalid', 'human', null],
    ['absent, never seen', seen([page([])]), 'unknown', 'phone/not-listed', 'human', null],
    ['absent, asserted', seen([page([])], asserted), 'gone', 'phone/not-listed', 'gone', null],
    [
      'absent, seen before',
      seen([page([])], { known: { listed: true, neighbours: [], via: 'http' } }),
      'gone',
      'phone/not-listed',
      'gone',
      null,
    ],
    [
      'absent, a page behind a wall',
      seen([page([]), page([], walled)], asserted),
      'unknown',
      'page/wall',
      'blocked',
      null,
    ],
    [
      'one other number',
      seen([page([[newcomer, 'Горячая линия']])], asserted),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
    [
      'one new number beside an old neighbour',
      seen(
        [
          page([
            [office, ''],
            [newcomer, ''],
          ]),
        ],
        { known: { listed: true, neighbours: [office], via: 'http' } },
      ),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
    [
      'only the old neighbour',
      seen([page([[office, '']])], { known: { listed: true, neighbours: [office], via: 'http' } }),
      'gone',
      'phone/not-listed',
      'gone',
      null,
    ],
    [
      'one free number among others',
      seen(
        [
          page([
            [office, 'Офис'],
            [newcomer, 'Линия'],
          ]),
        ],
        asserted,
      ),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
    [
      'several free numbers',
      seen(
        [
          page([
            ['+78001007505', ''],
            [newcomer, ''],
          ]),
        ],
        asserted,
      ),
      'gone',
      'phone/not-listed',
      'gone',
      null,
    ],
    [
      'a fax',
      seen([page([[office, 'Факс: 8 (495) 232-10-00']])], asserted),
      'gone',
      'phone/not-listed',
      'gone',
      null,
    ],
    [
      'one with the purpose',
      seen(
        [
          page([
            ['+78001007505', 'Отдел кадров'],
            [newcomer, 'Горячая линия'],
          ]),
        ],
        { settings: { assertListed: true, purposeWords: ['горячая'] } },
      ),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
  ])('says what %s means', (_, evidence, state, code, failureClass, suggested) => {
    const { reason, suggestion, ...verdict } = judgePhone(evidence)
    expect([verdict.state, reason?.code ?? null, verdict.class]).toEqual([state, code, failureClass])
    expect(suggestion?.value ?? null).toBe(suggested)
  })
})
