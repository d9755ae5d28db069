import type { Signature } from './signature.ts'

const captures = 'public captures, 2026'
const takeover = 'EdOverflow/can-i-take-over-xyz fingerprints.json@5bd4e12'

/** Domains that lead to nobody: for sale, unbound, expired, or switched off for now. */
export const parkedDomains: readonly Signature[] = [
  {
    id: 'parking-vendor',
    family: 'parked',
    when: [
      { markup: [/<html[^>]{0,300} data-adblockkey=/, /window\.park ?= ?"ey/] },
      {
        markup: [
          'sedoparking.com/frmpark/',
          'sedo.com/services/parking.php',
          'img1.wsimg.com/parking-lander/',
        ],
        maxText: 4000,
      },
      {
        markup: ['parkingcrew.net', 'bodis.com', 'parklogic.com', 'l.cdn-fileserver.com/bping.php'],
        maxText: 2500,
      },
      { markup: [/window\.location\.href ?= ?["']\/lander/, 'window.lander_system'], maxText: 600 },
      { markup: [/_trfd\.push\(\{ ?["']?ap["']? ?: ?["']parking/] },
      { markup: ['"domainprice"', '/saleform'], maxText: 1500 },
      { markup: [/href="\/_pp"/], maxText: 600 },
    ],
    source: captures,
    trap: 'an article that links to a parking vendor',
  },
  {
    id: 'parking-redirect',
    family: 'parked',
    when: [
      {
        landedOn: [
          /^https?:\/\/(?:www\.)?(?:hugedomains|afternic|sedo|atom|undeveloped)\.com\//,
          /^https?:\/\/(?:www\.)?dan\.com\/buy-domain/,
          /^https?:\/\/ww\d{1,2}\.[a-z0-9.-]{3,80}\//,
          /[?&]tr_uuid=/,
        ],
      },
    ],
    source: captures,
    trap: null,
  },
  {
    id: 'domain-for-sale',
    family: 'parked',
    when: [
      {
        title: [
          /^[^ ]{3,80} (?:is for sale|may be for sale|domain for sale)/,
          /(?:домен|domain) [^ ]{3,80} (?:продается|выставлен на продажу|is for sale)/,
        ],
        maxText: 2500,
      },
      {
        text: [
          'buy this domain',
          /(?:this )?domain (?:name )?(?:is|may be) for sale/,
          'inquire about this domain',
          /(?:этот )?домен (?:продается|выставлен на продажу)/,
          /купить (?:этот )?домен/,
          'витрина домена',
        ],
        maxText: 1500,
      },
    ],
    source: captures,
    trap: 'a registrar’s own shop says it on long pages',
  },
  {
    id: 'registrar-parking',
    family: 'parked',
    when: [
      { markup: ['b-parking-shopfront', 'cp.beget.com/img/octo/octo_error'] },
      {
        text: [
          /домен [^ ]{0,80} ?припаркован/,
          'домен не прилинкован ни к одной из директорий',
          'parked free, courtesy of',
          'parked free courtesy of',
          'this domain has expired',
          'expired registration recovery policy',
          /срок (?:регистрации|подключения) домена [^ ]{0,80} ?(?:истек|закончился)/,
          'продажа облачных доменов для ит-проектов',
        ],
      },
      { title: [/домен (?:не )?(?:припаркован|прилинкован|делегирован)/], maxText: 2500 },
      {
        text: ['содержимое появится позже', /сайт (?:успешно )?создан/],
        andText: ['хостинг', 'владелец', 'домен'],
        maxText: 800,
      },
    ],
    source: captures,
    trap: null,
  },
  {
    id: 'switched-off',
    family: 'paused',
    when: [
      { title: [/^(?:account|website|site) suspended$/], maxText: 1500 },
      {
        text: [
          /this (?:account|website|site) has been suspended/,
          /^сайт (?:временно )?(?:заблокирован|отключен|не опубликован)/,
          'сайт заблокирован хостинг-провайдером',
          'доменное имя временно заблокировано',
          'сервис айри.рф не оплачен',
          'please renew your subscription',
          'domain has been assigned',
        ],
        maxText: 1200,
      },
    ],
    source: `${takeover}; ${captures}`,
    trap: 'unpaid for a day is not gone',
  },
  {
    id: 'maintenance',
    family: 'paused',
    when: [
      {
        title: [
          /^(?:(?:технические|профилактические|регламентные) работы|(?:site )?under maintenance|(?:scheduled )?maintenance(?: mode)?)(?:[ |—–-].{0,40})?$/,
        ],
        maxText: 1200,
      },
      {
        text: [
          /(?:на сайте|сейчас) (?:ведутся|проводятся|идут) (?:технические|профилактические) работы/,
          /(?:site|we are|we're) (?:is )?(?:currently )?(?:down for|undergoing|under) (?:scheduled )?maintenance/,
        ],
        maxText: 600,
      },
    ],
    source: 'common wording',
    trap: 'a banner about works on a live page is followed by the page',
  },
]
