import type { Signature } from './signature.ts'

const ooni = 'ooni/blocking-fingerprints@171641e'

/** Stubs of courts, regulators and providers: what they hide may be alive for everybody else. */
export const regionStubs: readonly Signature[] = [
  {
    id: 'provider-redirect',
    family: 'geo',
    when: [
      {
        landedOn: [
          /^https?:\/\/(?:warning|block)\.rt\.ru/,
          /^https?:\/\/block\.ip\.center\.rt\.ru/,
          /^https?:\/\/blocked\.netbynet\.ru/,
          /^https?:\/\/block\.mgts\.ru/,
          /^https?:\/\/forbidden\.yota\.ru/,
          /^https?:\/\/fz139\.ttk\.ru/,
          /^https?:\/\/you-shall-not-pass\.is74\.ru/,
          /^https?:\/\/t2blocked\.com/,
          /^https?:\/\/blocked\.tinkoff\.ru/,
          /^https?:\/\/(?:m\.)?vk\.(?:com|ru)\/blank\.php\?(?:[^#]{0,200}&)?rkn=/,
          /^https?:\/\/(?:[a-z0-9-]{1,60}\.)?subblock\.mts\.ru/,
        ],
      },
      {
        // A host that is named after blocking and belongs to somebody else.
        landedOn: [
          /^https?:\/\/(?:[a-z0-9.-]{0,80}[.-])?(?:block|blocked|zapret|rkn|warning|forbidden|denied|deny|blackhole|lawfilter)[.-][a-z0-9.-]{2,60}(?:[/:?]|$)/,
        ],
        offsite: true,
      },
    ],
    source: ooni,
    trap: 'a redirect within the own site to a path that is named so',
  },
  {
    id: 'regulator-text',
    family: 'geo',
    when: [
      {
        text: [
          /доступ к (?:сайту|информационному ресурсу|запрашиваемому ресурсу|ресурсу) (?:ограничен|закрыт|заблокирован)/,
          'данный ресурс включен в единый реестр',
          'на основании федерального закона от 27 июля 2006',
          'заблокирован на территории российской федерации',
          'заблокирована по требованию роскомнадзора',
          /ресурс заблокирован по (?:решению|требованию|указанию)/,
        ],
      },
      { title: [/^block-system$/, /^доступ к (?:ресурсу|сайту) (?:ограничен|закрыт|заблокирован)$/] },
      { markup: ['subblock.mts.ru', 'eais.rkn.gov.ru'], maxText: 1200 },
    ],
    source: `${ooni}; soxoj/maigret errors.py@149acb1`,
    trap: 'news about blocking are long pages; a footer may link to the regulator',
  },
  {
    id: 'megafon-stub',
    family: 'geo',
    when: [
      {
        markup: ['error-card__description'],
        text: ['мы не нашли страницу'],
        notHost: /(?:^|\.)megafon\.ru$/,
      },
    ],
    source: 'soxoj/maigret errors.py@149acb1',
    trap: 'looks like a 404 of the site that was asked',
  },
  {
    id: 'unavailable-for-region',
    family: 'geo',
    when: [
      {
        text: [
          /(?:not available|unavailable) in your (?:country|region|location)/,
          /(?:недоступ[а-я]{1,3}|не работает|не доступ[а-я]{1,3}) (?:в|из) (?:вашей стран[а-я]|вашего регион[а-я]|вашем регионе)/,
        ],
        maxText: 1200,
      },
    ],
    source: 'common wording',
    trap: 'a delivery page that says so of one service',
  },
]
