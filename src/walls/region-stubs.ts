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
          /^https?:\/\/fz139\.ttk\.ru/,
          /^https?:\/\/you-shall-not-pass\.is74\.ru/,
          /^https?:\/\/t2blocked\.com/,
          /^https?:\/\/m\.megafonpro\.ru/,
          /^https?:\/\/reestr\.mitc\.uz/,
          /^https?:\/\/internet-?positif\.(?:org|uzone\.id)/,
          /^https?:\/\/(?:m\.)?vk\.(?:com|ru)\/blank\.php\?(?:[^#]{0,200}&)?rkn=/,
          /^https?:\/\/(?:[a-z0-9-]{1,60}\.)?subblock\.mts\.ru/,
        ],
      },
      {
        // A host that is named after blocking and belongs to somebody else.
        landedOn: [
          /^https?:\/\/(?:[a-z0-9.-]{0,80}[.-])?(?:(?:er|un|ad)?block|blocked|blocking|block-?page|zapret(?:-info)?|rkn|eais|warning|forbidden|denied|deny|blackhole|lawfilter|restrict(?:ed|ion)?|dpi)[.-][a-z0-9.-]{2,60}(?:[/:?]|$)/,
          /^https?:\/\/[^/?#]{3,120}\/(?:[^?#]{0,80}\/)?(?:_?(?:is_?)?block(?:ed|ing|-?page)?|zapret|forbidden|restricted|access_?denied|mininfo|rkn)(?:\.(?:html?|php|aspx?))?\/?(?:[?#]|$)/i,
          /^https?:\/\/\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:[/:?]|$)/,
        ],
        offsite: true,
      },
      {
        markup: [
          'warning.rt.ru',
          'block.rt.ru',
          'lawfilter.ertelecom.ru',
          'blackhole.beeline.ru',
          'block.mgts.ru',
          'blocked.netbynet.ru',
          'forbidden.yota.ru',
          'zapret-info.',
          'subblock.mts.ru',
        ],
        maxText: 1500,
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
          /доступ к (?:(?:данному|этому|запрашиваемому|запрошенному|указанному) )?(?:сайту|информационному ресурсу|интернет-ресурсу|ресурсу|странице|порталу) (?:был )?(?:ограничен|закрыт|заблокирован|запрещен|прекращен)/,
          /(?:данный|этот|запрашиваемый|запрошенный|указанный) (?:сайт|ресурс|интернет-ресурс|адрес) (?:был )?(?:включен|внесен|заблокирован|запрещен|находится в)/,
          /(?:ресурс|сайт|страниц[ауы]),? котор[а-я]{2,3} (?:был[а-я]? )?заблокирован[а-я]{0,2} (?:по|согласно|на основании|в соответствии)/,
          'на основании федерального закона от 27 июля 2006',
          'заблокирован на территории российской федерации',
          'заблокирована по требованию роскомнадзора',
          /(?:ресурс|сайт|страница|доступ) (?:был[аои]? )?(?:заблокирован|ограничен|запрещен)[ао]? (?:по|согласно) (?:решени|требовани|указани|закон)/,
          /на основании (?:федерального закона|решения суда)[^.]{0,80}(?:ограничен|заблокирован|закрыт)/,
          /(?:ограничен|заблокирован|закрыт)[аоы]?[^.]{0,80}на основании (?:федерального закона|решения суда)/,
          /(?:по решению|решением) (?:уполномоченных органов|министерства информации|мининформ)/,
          'відвідування даного ресурсу заборонено',
          /access to (?:the |this )?(?:requested )?(?:resource|site|website|page) (?:has been|is) (?:blocked|restricted|limited|prohibited) (?:by|in accordance|pursuant|under|due)/,
        ],
      },
      {
        text: [/единый реестр|единого реестра|едином реестре|149-фз|eais\.rkn\.gov\.ru/],
        andText: [/заблокирован|ограничен|запрещен|закрыт/],
        maxText: 2000,
      },
      {
        text: [/^уважаемый абонент|уважаемый пользователь/],
        andText: [/доступ[^.]{0,40}(?:ограничен|заблокирован|закрыт)/],
      },
      {
        title: [
          /^block-system$/,
          /^доступ к (?:(?:запрашиваемому|данному) )?(?:ресурсу|сайту) (?:ограничен|закрыт|заблокирован)$/,
        ],
      },
      { markup: ['eais.rkn.gov.ru'], maxText: 900, maxFields: 0 },
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
          /(?:not (?:currently )?available|unavailable|blocked|restricted|not accessible) (?:in|from|for) your (?:country|region|location)/,
          /(?:недоступ[а-я]{1,3}|не работает|не доступ[а-я]{1,3}|ограничен[а-я]?|закрыт[а-я]?) (?:в|из|для) (?:вашей стран[а-я]|вашего регион[а-я]|вашем регионе)/,
          /unavailable for legal reasons/,
          /(?:visitors|users|access) from (?:the european|the eu|russia|your country)[^.]{0,60}(?:not|unavailable|blocked)/,
        ],
        maxText: 1200,
      },
      { text: [/доступ (?:для )?пользовател[а-я]{1,3} из [а-я ]{3,40} ограничен/], maxText: 1200 },
    ],
    source: 'common wording',
    trap: 'a delivery page that says so of one service',
  },
]
