import type { Signature } from './signature.ts'

const antibot = 'microlinkhq/is-antibot providers.json@eba53e7'
const wafw00f = 'EnableSecurity/wafw00f plugins@acf6104'
const crawl4ai = 'crawl4ai antibot_detector.py@7e80152'

/** Bot walls of vendors that stand all over the world. */
export const globalWalls: readonly Signature[] = [
  {
    id: 'datadome',
    family: 'wall',
    when: [
      { header: { 'x-datadome': /^(?!protected\b)./ } },
      { header: { 'x-dd-b': /./ }, status: [403, 429] },
      { header: { server: /^datadome$/i }, status: [401, 403, 405, 429] },
      { markup: ['captcha-delivery.com'], maxText: 800, maxFields: 1 },
      { markup: [{ near: 'var dd', like: /var dd\s?=\s?\{\s?['"]?(?:rt|cid)['"]?\s?:/ }], maxText: 800 },
      { text: ['please enable js and disable any ad blocker'], maxText: 400 },
    ],
    source: antibot,
    trap: 'the title is the own host name of the site; `js.datadome.co/tags.js` is on live pages',
  },
  {
    id: 'perimeterx',
    family: 'wall',
    when: [
      { title: [/^access to this page has been denied/, /^robot or human\?/], maxText: 2500 },
      {
        markup: ['px-captcha', 'captcha.px-cdn.net', 'captcha.px-cloud.net'],
        maxText: 800,
        maxFields: 0,
        status: [200, 403, 429],
      },
      { text: [/press (?:&|and) hold to confirm you are a human/] },
    ],
    source: crawl4ai,
    trap: '`_pxAppId` is set on live pages; the widget can stand inside an application form',
  },
  {
    id: 'aws-waf',
    family: 'wall',
    when: [
      { header: { 'x-amzn-waf-action': /^(?:challenge|captcha)/i } },
      { markup: ['window.gokuprops', 'awswafcookiedomainlist'], maxText: 1500 },
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
      { markup: ['kpsdk.scriptstart', '149e9513-01fa-4fb0-aad4-566afd725d1b'], maxText: 300 },
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
      { header: { 'x-vercel-mitigated': /^(?:challenge|deny)/i } },
      { title: [/^vercel security checkpoint$/], maxText: 800 },
    ],
    source: antibot,
    trap: '`server: Vercel` says nothing',
  },
  {
    id: 'anubis',
    family: 'wall',
    when: [
      { markup: ['anubis_challenge', '/.within.website/x/cmd/anubis/static/js/main'], maxText: 2500 },
      { title: [/^making sure you'?re not a bot!?$/], maxText: 2500 },
    ],
    source: antibot,
    trap: 'a page that passed may keep a link to the project',
  },
  {
    id: 'imunify360',
    family: 'wall',
    when: [
      { markup: ['wsidchk'] },
      { title: [/^one moment, please\.{0,3}$/], maxText: 600 },
      {
        text: ['access denied by imunify360', 'please wait while your request is being verified'],
        maxText: 600,
      },
    ],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'siteground',
    family: 'wall',
    when: [
      { markup: ['/.well-known/sgcaptcha/', '/.well-known/captcha/'], maxText: 600 },
      { landedOn: [/\/\.well-known\/(?:sg)?captcha\//] },
      { header: { 'sg-captcha': /^challenge/i } },
    ],
    source: antibot,
    trap: null,
  },
  {
    id: 'f5',
    family: 'wall',
    when: [
      { text: ['the requested url was rejected. please consult', 'your support id is'], maxText: 800 },
      { markup: ['window["bobcmn"]', '/tspd/'], maxText: 300 },
      { title: [/^request rejected$/], maxText: 800 },
    ],
    source: wafw00f,
    trap: 'the loader under `/TSPD/` is on live pages too',
  },
  {
    id: 'radware',
    family: 'wall',
    when: [
      { landedOn: [/^https?:\/\/validate\.perfdrive\.com\//] },
      {
        title: [/^(?:radware (?:captcha page|bot manager captcha)|shieldsquare (?:captcha|block))$/],
        maxText: 1500,
      },
    ],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'fortinet',
    family: 'wall',
    when: [
      {
        title: [
          /^(?:web page blocked!?|fortigate application control|web filter (?:violation|block override))$/,
        ],
        maxText: 1500,
      },
      {
        text: ['fortiguard intrusion prevention', 'attack id:'],
        andText: ['blocked', 'cannot be displayed'],
      },
    ],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'aliyun',
    family: 'wall',
    when: [
      { markup: ['acw_sc__v2', 'acw_sc__v3'], maxText: 100 },
      { text: [/your request has been blocked as it may cause potential threats to the server/] },
    ],
    source: wafw00f,
    trap: null,
  },
  {
    id: 'reblaze',
    family: 'wall',
    when: [{ markup: ['window.rbzns', 'rbzns.challdomain'], maxText: 300 }],
    source: antibot,
    trap: 'cookies `rbzid` are on live pages',
  },
  {
    id: 'wordpress-guards',
    family: 'wall',
    when: [
      {
        text: ['generated by wordfence', 'a potentially unsafe operation has been detected in your request'],
      },
      { text: ['your access to this site has been limited by the site owner', 'blocked by wp cerber'] },
      { text: ['anti-crawler protection is checking your browser', 'blocked by cleantalk'], maxText: 1500 },
      { title: [/^visitor anti-robot validation$/], maxText: 1500 },
    ],
    source: wafw00f,
    trap: 'reviews of these plugins are long',
  },
  {
    id: 'mod-security',
    family: 'wall',
    when: [
      {
        text: ['this error was generated by mod_security', 'the request was blocked by mod_security'],
        maxText: 800,
      },
      { markup: ['/.lsrecap/recaptcha'], maxText: 600 },
    ],
    source: wafw00f,
    trap: null,
  },
]
