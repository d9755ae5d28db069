import { edgeWalls } from './edge-walls.ts'
import type { Signature } from './signature.ts'

const antibot = 'microlinkhq/is-antibot providers.json@eba53e7'
const wafw00f = 'EnableSecurity/wafw00f plugins@acf6104'
const crawl4ai = 'crawl4ai antibot_detector.py@7e80152'

/** Bot walls of vendors that stand all over the world. */
export const globalWalls: readonly Signature[] = [
  ...edgeWalls,
  {
    id: 'datadome',
    family: 'wall',
    when: [
      { header: { 'x-datadome': /^(?!protected\b)/ } },
      { header: { 'x-dd-b': /./ }, status: [403, 429] },
      { header: { server: /^datadome$/i }, status: [401, 403, 405, 429] },
      { markup: ['captcha-delivery.com'], maxText: 800, maxFields: 1 },
      { markup: [/var dd\s?=\s?\{\s?['"]?rt['"]?\s?:/] },
    ],
    source: antibot,
    trap: 'the title is the own host name of the site; `js.datadome.co/tags.js` is on live pages',
  },
  {
    id: 'perimeterx',
    family: 'wall',
    when: [
      { title: [/^access to this page has been denied/], maxText: 2500 },
      {
        markup: ['px-captcha', 'captcha.px-cdn.net', 'captcha.px-cloud.net'],
        maxText: 800,
        maxFields: 0,
        status: [403, 429],
      },
      { text: ['press & hold to confirm you are a human'], markup: ['_pxappid', 'px-captcha'] },
    ],
    source: crawl4ai,
    trap: '`_pxAppId` is set on live pages; the widget can stand inside an application form',
  },
  {
    id: 'aws-waf',
    family: 'wall',
    when: [
      { header: { 'x-amzn-waf-action': /^(?:challenge|captcha)/i } },
      { markup: ['window.gokuprops', 'awswafcookiedomainlist'] },
      { status: [202, 405], markup: ['awswafintegration', '.token.awswaf.com/'] },
      { title: [/^human verification$/], markup: ['awswaf'], maxText: 1500 },
    ],
    source: antibot,
    trap: 'the SDK `challenge.js` alone is on live pages; a plain 405 is not the wall',
  },
  {
    id: 'kasada',
    family: 'wall',
    when: [
      { markup: ['kpsdk.scriptstart'] },
      { header: { 'x-kpsdk-ct': /./ }, status: [429], maxText: 200 },
      { header: { 'x-kasada-challenge': /./ } },
    ],
    source: antibot,
    trap: 'the SDK is on live pages of shops',
  },
  {
    id: 'vercel',
    family: 'wall',
    when: [
      { header: { 'x-vercel-mitigated': /^challenge/i } },
      { title: [/^vercel security checkpoint$/], maxText: 800 },
    ],
    source: antibot,
    trap: '`server: Vercel` says nothing',
  },
  {
    id: 'anubis',
    family: 'wall',
    when: [{ markup: ['anubis_challenge', '/.within.website/x/cmd/anubis/static/js/main'], maxText: 2500 }],
    source: antibot,
    trap: 'a page that passed may keep a link to the project',
  },
  {
    id: 'imunify360',
    family: 'wall',
    when: [{ markup: ['wsidchk'] }, { title: [/^one moment, please\.{0,3}$/], maxText: 600 }],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'siteground',
    family: 'wall',
    when: [
      { markup: ['/.well-known/sgcaptcha/'], maxText: 600 },
      { landedOn: [/\/\.well-known\/sgcaptcha\//] },
    ],
    source: antibot,
    trap: null,
  },
  {
    id: 'f5',
    family: 'wall',
    when: [{ text: ['the requested url was rejected. please consult with your administrator'] }],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'google-sorry',
    family: 'wall',
    when: [
      { landedOn: [/^https:\/\/(?:www\.)?google\.[a-z.]{2,6}\/sorry\//] },
      { landedOn: [/^https:\/\/consent\.(?:google|youtube)\./] },
    ],
    source: 'the vendor’s own redirects',
    trap: null,
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
  {
    id: 'generic-challenge',
    family: 'wall',
    when: [
      {
        title: [
          /^(?:bot|robot|human|browser|security|captcha|ddos)[ -](?:check|verification|challenge|protection)\b.{0,20}$/,
          /^(?:checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human)\b.{0,20}$/,
          /^(?:проверка (?:браузера|безопасности)|подтвердите, что вы (?:не робот|человек)|вы не робот\??)(?:[ .|—-].{0,30})?$/,
        ],
        maxText: 1500,
      },
      {
        text: [
          'checking your browser before accessing',
          'please verify you are a human',
          'подтвердите, что вы не робот',
          'нам нужно убедиться, что вы не робот',
          'ваш браузер проверяется',
          'подтвердите, что запросы отправляли вы, а не робот',
        ],
        maxText: 1200,
        maxFields: 1,
      },
    ],
    source: 'soxoj/maigret errors.py@149acb1',
    trap: 'a short contact form with a captcha beside it says “not a robot” on its box',
  },
]
