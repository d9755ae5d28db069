import type { Signature } from './signature.ts'

const ownShapes = 'the site’s own shape'

/** Walls that sites built for themselves, and gates that hosters put before every site. */
export const siteWalls: readonly Signature[] = [
  {
    id: 'linkedin',
    family: 'wall',
    when: [{ status: [999] }],
    source: 'status of its own',
    trap: null,
  },
  {
    id: 'google-sorry',
    family: 'wall',
    when: [
      { landedOn: [/^https?:\/\/(?:www\.|ipv[46]\.)?google\.[a-z.]{2,6}\/sorry\//] },
      {
        text: ['our systems have detected unusual traffic from your computer network'],
        maxText: 1500,
      },
    ],
    source: ownShapes,
    trap: null,
  },
  {
    id: 'amazon',
    family: 'wall',
    when: [
      { markup: ['/errors/validatecaptcha', '/errors_page/validatecaptcha'], maxText: 1200 },
      { title: [/^robot check$/], maxText: 1200 },
    ],
    source: ownShapes,
    trap: null,
  },
  {
    id: 'reddit',
    family: 'wall',
    when: [{ text: ["you've been blocked by network security", 'whoa there, pardner!'], maxText: 1500 }],
    source: 'microlinkhq/is-antibot providers.json@eba53e7',
    trap: null,
  },
  {
    id: 'steps-of-a-hoster',
    family: 'wall',
    when: [
      { markup: ['slowaes.decrypt('], andMarkup: ['__test='], maxText: 300 },
      { markup: ['get_jhash(', '__jhash_'], maxText: 300 },
    ],
    source: 'testcookie and jhash gates of shared hosting',
    trap: 'a library of ciphers on a page with something to read',
  },
  {
    id: 'cookie-gate',
    family: 'wall',
    when: [
      {
        markup: ['document.cookie'],
        andMarkup: ['location.reload', 'location.href', 'location.replace'],
        maxText: 20,
      },
    ],
    source: 'shape shared by hosters’ gates: set a cookie, load again',
    trap: 'an application shell sets cookies too, but does not consist of it',
  },
]
