import type { Signature } from './signature.ts'

const maigret = 'soxoj/maigret errors.py@149acb1'

/** Walls that name no vendor. Asked last: whoever can be named is named. */
export const namelessWalls: readonly Signature[] = [
  {
    id: 'generic-challenge',
    family: 'wall',
    when: [
      {
        title: [
          /^(?:bot|robot|human|browser|security|captcha|ddos|anti-?bot)[ -](?:check|verification|challenge|protection)\b.{0,20}$/,
          /^(?:checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:robot|human)\??)\b.{0,20}$/,
          /^(?:проверка (?:браузера|безопасности|на робота|подключения|соединения)|подтвердите, что вы (?:не робот|человек)|(?:вы|я) не робот\??|защита от (?:ботов|роботов|ddos)|captcha|капча)(?:[ .…|—-].{0,40})?$/,
        ],
        maxText: 1500,
        maxFields: 2,
      },
      {
        text: [
          'checking your browser before accessing',
          'please verify you are a human',
          "please verify that you're not a robot",
          'verifying you are human',
          'complete the security check to access',
          'подтвердите, что вы не робот',
          'подтвердите что вы не робот',
          'нам нужно убедиться, что вы не робот',
          'ваш браузер проверяется',
          /(?:идет|выполняется|проводится) проверка (?:вашего )?(?:браузера|подключения|соединения)/,
          'подтвердите, что запросы отправляли вы, а не робот',
          'please confirm that you and not a robot are sending requests',
          /запросы с вашего устройства похожи на автоматические/,
        ],
        maxText: 1200,
        maxFields: 1,
      },
    ],
    source: maigret,
    trap: 'a short contact form with a captcha beside it says “not a robot” on its box',
  },
  {
    id: 'suspected',
    family: 'wall',
    when: [
      {
        text: [
          /your (?:ip|ip address|request|access|network|connection)(?: [0-9a-f.:]{3,45})? (?:has been|is|was) (?:temporarily |automatically )?(?:blocked|banned|blacklisted|blocklisted|flagged)/,
          /(?:we|our systems?) (?:have )?(?:detected|noticed) (?:some )?(?:unusual|suspicious|automated|abnormal) (?:activity|traffic|requests|behaviou?r)/,
          /(?:you|you've|you have) been blocked by (?:our |the )?(?:security|network|administrator|firewall)/,
          /(?:ваш ip(?:-адрес)?|доступ с вашего ip(?:-адреса)?|ваш запрос|ваша сеть)(?: [0-9a-f.:]{3,45})? (?:был[аои]? )?(?:временно |автоматически )?(?:заблокирован|ограничен|отклонен|внесен|попал)/,
          /(?:с вашего (?:ip(?:-адреса)?|адреса|устройства)|из вашей сети) (?:поступа|зафиксирован|обнаружен|идет|слишком)/,
          /(?:обнаружен|зафиксирован|замечен|замети)[а-я]{0,4} (?:подозрительн|необычн|автоматическ)[а-я]{2,4} (?:активност|трафик|запрос)/,
          'слишком много запросов с вашего',
        ],
        maxText: 1200,
        maxFields: 1,
      },
    ],
    source: 'common wording of firewalls',
    trap: 'rules of a forum that tell how accounts are blocked are longer',
  },
  {
    id: 'restricted-access',
    family: 'wall',
    when: [
      {
        title: [
          /^доступ (?:к (?:сайту|странице|ресурсу) )?(?:временно )?(?:ограничен|запрещен|заблокирован|закрыт)[.!]?$/,
          /^вы (?:были )?заблокированы[.!]?$/,
          /^(?:you have been|you are|you're) blocked[.!]?$/,
        ],
        maxText: 1200,
      },
      {
        // With its own status the status says it.
        status: [200, 202, 203],
        title: [
          /^(?:error |ошибка )?(?:40[13] ?[:|–—-]? ?)?(?:access (?:is )?(?:denied|forbidden|blocked)|forbidden|unauthorized|доступ запрещен|permission denied)(?: ?[:|–—-]? ?(?:error )?40[13])?[.!]?$/,
          /^(?:error |ошибка )?(?:401|403|429)$/,
          /^(?:429 )?too many requests$/,
        ],
        maxText: 1200,
      },
    ],
    source: 'public captures, 2026',
    trap: 'articles about restricted access have longer titles and texts',
  },
]
