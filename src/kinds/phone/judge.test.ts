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
    hours: null,
    ...over,
  }
}

function seen(pages: PhonePage[], over: Partial<PhoneEvidence> = {}): PhoneEvidence {
  return {
    value: hotline,
    valid: true,
    type: 'toll_free',
    range: null,
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
      seen([page([])], { known: { listed: true, neighbours: [], via: 'http', context: '' } }),
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
        { known: { listed: true, neighbours: [office], via: 'http', context: '' } },
      ),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
    [
      'only the old neighbour',
      seen([page([[office, '']])], {
        known: { listed: true, neighbours: [office], via: 'http', context: '' },
      }),
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
      'one in the very place of ours',
      seen(
        [
          page([
            ['+78001007505', 'Поддержка продавцов 8 (800) 100-75-05'],
            [newcomer, 'Горячая линия покупателей: 8 (800) 775-55-05'],
          ]),
        ],
        {
          known: {
            listed: true,
            neighbours: [],
            via: 'http',
            context: 'Горячая линия покупателей 8 (800) 234-70-00',
          },
        },
      ),
      'changed',
      'phone/replaced',
      'drift',
      newcomer,
    ],
    [
      'only one for something else',
      seen([page([[newcomer, 'Отдел кадров: 8 (800) 775-55-05']])], asserted),
      'gone',
      'phone/not-listed',
      'gone',
      null,
    ],
    [
      'in a range that nobody has, behind a wall',
      seen([page([], walled)], { range: { state: 'unassigned' } }),
      'gone',
      'phone/unassigned',
      'gone',
      null,
    ],
    [
      'in a range that nobody has, and printed',
      seen([listed], { range: { state: 'unassigned' } }),
      'unknown',
      'phone/unassigned',
      'human',
      null,
    ],
    [
      'in a code that the plan lacks',
      seen([listed], { range: { state: 'unknown' } }),
      'alive',
      null,
      null,
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
