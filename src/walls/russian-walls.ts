import type { Signature } from './signature.ts'

const wafw00f = 'EnableSecurity/wafw00f plugins@acf6104'
const captures = 'public captures, 2026'

/** Bot walls of Russian vendors and of the marketplaces themselves. */
export const russianWalls: readonly Signature[] = [
  {
    id: 'wildberries',
    family: 'wall',
    when: [
      { status: [498] },
      { header: { server: /^wbaas$/i }, maxText: 600 },
      { header: { 'x-wbaas-token': /^get/i } },
      { markup: ['/__wbaas/challenges/'], maxText: 1500 },
      { title: [/^почти готово\s?(?:\.{3}|…)$/], maxText: 800 },
    ],
    source: captures,
    trap: 'a real Chrome gets 498 first, too; pages behind it are served under its name',
  },
  {
    id: 'ozon',
    family: 'wall',
    when: [
      { title: [/^antibot (?:challenge page|captcha)/], maxText: 2500 },
      { markup: ['abt-challenge', 'abt-complaints'], maxText: 1500 },
      { markup: ['fab_chlg_'], maxText: 1500 },
      { text: [/инцидент:? ?fab_/] },
      { title: [/^доступ ограничен$/], markup: ['ozone.ru/s3/abt'] },
      { text: ['похоже, нет соединения'], andText: ['выключите vpn', 'отключите vpn'] },
    ],
    source: captures,
    trap: 'a notice of Ozon about closed access of one seller is a page',
  },
  {
    id: 'yandex-captcha',
    family: 'wall',
    when: [
      { header: { 'x-yandex-captcha': /./ } },
      { landedOn: [/\/showcaptcha(?:fast)?\?/] },
      {
        markup: [
          { near: '/checkcaptcha', like: /<form[^>]{0,150}\/checkcaptcha/ },
          'checkboxcaptcha-anchor',
          'checkboxcaptcha-button',
          'advancedcaptcha-image',
        ],
        maxText: 2000,
        maxFields: 1,
      },
      { title: [/^(?:ой|oops)!$/], text: ['робот', 'robot', 'автоматическ'] },
    ],
    source: captures,
    trap: 'SmartCaptcha beside a form on a live page',
  },
  {
    id: 'alibaba-punish',
    family: 'wall',
    when: [
      { landedOn: [/\/_____tmd_____\/punish/, /[?&]x5secdata=/] },
      { header: { bxpunish: /^1/ } },
      { title: [/^captcha interception$/] },
      {
        markup: [
          'punish-component',
          'baxia-dialog-content',
          'fail_sys_user_validate',
          'rgv587',
          '_____tmd_____/punish',
        ],
        maxText: 1500,
      },
      { text: ['please slide to verify'], andText: ['unusual traffic'] },
    ],
    source: 'microlinkhq/is-antibot aliexpress-captcha@eba53e7',
    trap: 'the baxia script itself is on live pages',
  },
  {
    id: 'qrator',
    family: 'wall',
    when: [
      { markup: ['/__qrator/qauth', '/__qrator/validate'], maxText: 600 },
      { status: [401], header: { server: /^qrator$/i } },
      { status: [403], header: { server: /^qrator$/i }, title: [/^http 403$/] },
      { status: [401, 403], cookie: ['qrator_jsr', 'qrator_jsid'], maxText: 600 },
    ],
    source: `${captures}; ${wafw00f}`,
    trap: 'the cookies and the server name come with live pages',
  },
  {
    id: 'ddos-guard',
    family: 'wall',
    when: [
      { title: [/^ddos-guard$/], maxText: 2500 },
      {
        markup: [
          '/.well-known/ddos-guard/js-challenge/',
          '/.well-known/ddos-guard/ddg-captcha-page',
          'data-ddg-origin',
        ],
        maxText: 2500,
      },
      { markup: ['check.ddos-guard.net/check.js'], maxText: 600 },
    ],
    source: `${captures}; ${wafw00f}`,
    trap: 'cookies `__ddg1_` to `__ddg10_` and the server name are on live pages',
  },
  {
    id: 'servicepipe',
    family: 'wall',
    when: [
      {
        markup: [
          'servicepipe.ru/static/checkjs',
          'servicepipe.tech/loaders/',
          'js-challenge-loader',
          'get_cookie_spsn',
        ],
        maxText: 800,
      },
      { markup: ['id_captcha_frame_div', 'sp_rotated_captcha', '/exhkqyad'], maxText: 800 },
      { text: ['if you are not a bot, please copy the report and send it to our support team'] },
    ],
    source: captures,
    trap: 'its cookies stay on live pages',
  },
  {
    id: 'avito',
    family: 'wall',
    when: [{ title: [/^доступ ограничен: проблема с ip/] }, { text: ['доступ ограничен: проблема с ip'] }],
    source: captures,
    trap: null,
  },
  {
    id: 'beget-gate',
    family: 'wall',
    when: [{ markup: ['beget=begetok'], maxText: 300 }],
    source: captures,
    trap: 'looks like an empty site',
  },
  {
    id: 'mail-ru-captcha',
    family: 'wall',
    when: [
      {
        markup: [
          {
            near: 'validate_form_submit',
            like: /getelementbyid\(['"]validate_form_submit['"]\)\.disabled ?= ?true/,
          },
        ],
      },
    ],
    source: 'soxoj/maigret errors.py@149acb1',
    trap: null,
  },
  {
    id: 'stormwall',
    family: 'wall',
    when: [
      { title: [/^(?:stormwall|stormcheck)(?:[ |:–—-].{0,60})?$/], maxText: 1200 },
      { markup: ['stormwall.pro/'], status: [403, 429, 503], maxText: 800 },
      { header: { server: /^stormwall/i }, status: [401, 403, 429], maxText: 800 },
    ],
    source: captures,
    trap: 'its name in a footer',
  },
  {
    id: 'ngenix',
    family: 'wall',
    when: [
      { header: { server: /^ngenix/i }, status: [401, 403, 429] },
      { text: ['ngenix'], andText: ['доступ', 'access'], maxText: 600 },
    ],
    source: captures,
    trap: 'live pages name the network in their headers',
  },
  {
    id: 'antibot-cloud',
    family: 'wall',
    when: [
      { markup: ['antibot.cloud', '/antibot8/'], maxText: 800, maxFields: 0 },
      { text: ['antibot.cloud'], maxText: 1200 },
    ],
    source: 'a script that Russian sites set up themselves',
    trap: 'a forum about the script',
  },
  {
    id: 'variti',
    family: 'wall',
    when: [{ status: [401, 403, 429], header: { server: /^variti/i } }],
    source: wafw00f,
    trap: 'the server name alone comes with live pages',
  },
  {
    id: 'wallarm',
    family: 'wall',
    when: [{ status: [403], header: { server: /^nginx-wallarm/i } }],
    source: wafw00f,
    trap: 'as Variti',
  },
  {
    id: 'nemesida',
    family: 'wall',
    when: [
      { status: [222] },
      { text: ['suspicious activity detected'], andText: ['access to the site is blocked'] },
    ],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'pt-af',
    family: 'wall',
    when: [{ status: [403], text: [/request id: \d{4}-\d\d-\d\d/] }],
    source: wafw00f,
    trap: null,
  },
]
