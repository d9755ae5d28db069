import type { Signature } from './signature.ts'

const captures = 'public captures, 2026'

/** Domains that lead to nobody, all over the world: for sale, sold to advertisers, expired. */
export const parkedDomains: readonly Signature[] = [
  {
    id: 'parking-vendor',
    family: 'parked',
    when: [
      {
        markup: ['data-adblockkey=', { near: 'window.park', like: /window\.park ?= ?["']ey/ }],
      },
      {
        markup: ['sedoparking.com/', 'sedo.com/services/parking.php', 'img1.wsimg.com/parking-lander/'],
        maxText: 4000,
      },
      {
        markup: [
          'parkingcrew.net',
          'd38psrni17bvxu.cloudfront.net',
          'd1lxhc4jvstzrp.cloudfront.net',
          'bodis.com',
          'parklogic.com',
          'l.cdn-fileserver.com/bping.php',
          'parked-content.godaddy.com',
          'dsparking.com',
          'parkingpage.namecheap.com',
          'park.uniregistry',
          'domainnamesales.com',
          'searchmagnified.com',
          'parking.namesilo.com',
          'mydomaincontact.com',
          'img.imena.ua',
        ],
        maxText: 2500,
      },
      {
        markup: [
          { near: '/lander', like: /window\.location(?:\.href)? ?= ?["']\/lander/ },
          'window.lander_system',
          'window.location.replace("/lander',
        ],
        maxText: 600,
      },
      { markup: [{ near: '_trfd.push(', like: /_trfd\.push\(\{ ?["']?ap["']? ?: ?["']parking/ }] },
      { markup: ['"domainprice"', '/saleform'], maxText: 1500 },
      { markup: ['"/_pp"', "'/_pp'"], maxText: 600 },
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
          /^https?:\/\/(?:www\.)?(?:hugedomains|afternic|sedo|atom|undeveloped|domainmarket|buydomains|brandbucket|squadhelp|namefind|expireddomains|expired\.(?:reg|nic|r01))\.(?:com|ru|net)\//,
          /^https?:\/\/(?:www\.)?dan\.com\/buy-domain/,
          /^https?:\/\/(?:domain|auction|shop|lots?)\.(?:nic|reg|backorder|r01)\.ru\//,
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
          /^(?:https?:\/\/)?[^ ]{3,80} (?:(?:domain name )?is (?:available )?for sale|may be for sale|domain (?:name )?(?:is )?for sale|- (?:this )?domain (?:name )?(?:is )?for sale)/,
          /(?:домен|domain) (?:name )?[^ ]{3,80} (?:продается|выставлен на продажу|is for sale|можно купить)/,
          /^(?:domain (?:name )?for sale|this (?:domain|website) is for sale|(?:домен|доменное имя) (?:на продажу|продается)|продается домен|продам домен|premium domain for sale)/,
          /^hugedomains(?:\.com)?(?: |$)/,
        ],
        maxText: 4000,
      },
      {
        text: [
          'buy this domain',
          /(?:this |the )?(?:premium )?domain (?:name )?(?:[^ ]{3,80} )?(?:is|may be) (?:available )?for sale/,
          /(?:inquire about|make an offer (?:on|for)|interested in (?:buying |purchasing )?|purchase|own) this (?:premium )?domain/,
          /(?:этот |данный )?домен(?:ное имя)? (?:[^ ]{3,80} )?(?:продается|выставлен[оа]? на продажу|можно (?:купить|приобрести))/,
          /(?:купить|приобрести|продается|продам) (?:этот |данный )?домен/,
          /^[^ ]{3,80} (?:is|may be) (?:available )?for sale/,
          'витрина домена',
          'магазин доменов',
          /diese domain (?:steht|ist) (?:zum verkauf|zu verkaufen|geparkt)/,
          /ce (?:nom de )?domaine est (?:à vendre|en vente)/,
          /este dominio (?:está|esta) (?:en venta|à venda|a venda|estacionado)/,
        ],
        maxText: 1500,
      },
    ],
    source: captures,
    trap: 'a registrar’s own shop says it on long pages',
  },
  {
    id: 'expired-domain',
    family: 'parked',
    when: [
      {
        text: [
          /(?:this|the|your) domain (?:name )?(?:registration )?(?:[^ ]{3,80} )?(?:has |is )?(?:been )?expired/,
          /(?:this|the) domain (?:name )?(?:[^ ]{3,60} )?(?:is|was|has been|has recently been) (?:parked|registered (?:at|with|by|but)|suspended|pending renewal|not connected|available for)/,
          'is registered, but may still be available',
          'expired registration recovery policy',
          'parked free, courtesy of',
          'parked free courtesy of',
          /(?:web ?page|page|website|domain) is parked (?:free|for free|by|at|with|here)/,
          /^(?:domain )?parked (?:by|at|with) /,
          'the sponsored listings displayed above are served automatically',
          /looks like this domain isn't connected to a website/,
          'future home of something quite cool',
          'срок действия домена',
        ],
        maxText: 2000,
      },
      {
        title: [
          /^(?:domain )?parked (?:by|at|with|domain)/,
          /^(?:this |your )?domain (?:name )?(?:has )?expired/,
          /^(?:parked domain|domain parking)/,
        ],
        maxText: 2500,
      },
    ],
    source: captures,
    trap: 'help of a registrar about expired domains is long',
  },
]
