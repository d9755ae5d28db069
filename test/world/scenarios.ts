import type { Behaviour } from './behaviour.ts'
import type { DnsBehaviour } from './dns.ts'
import type { SmtpMode } from './smtp.ts'
import type { World } from './world.ts'

/** Something that happens to the contacts of the knowledge base, told in both languages. */
export interface Scenario {
  id: string
  ru: string
  en: string
  web?: { host: string; path: string; behaviour: Behaviour }[]
  dns?: { domain: string; behaviour: DnsBehaviour }
  smtp?: SmtpMode
  /** Replaces all switches rather than adding one. */
  world?: 'heal' | 'offline' | 'online'
}

/** The buttons of the control page, in its order. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'hotline-disappears',
    ru: 'Горячая линия Ozon исчезает со страницы помощи',
    en: "Ozon's hotline disappears from the help page",
    web: [{ host: 'docs.ozon.ru', path: '*', behaviour: { is: 'phone-removed', phone: '+78002347000' } }],
  },
  {
    id: 'hotline-replaced',
    ru: 'На странице помощи Ozon появляется другой номер',
    en: "Ozon's help page prints another number",
    web: [
      {
        host: 'docs.ozon.ru',
        path: '*',
        behaviour: { is: 'phone-replaced', phone: '+78002347000', by: '+78006665544' },
      },
    ],
  },
  {
    id: 'hotline-closed',
    ru: 'Ozon объявляет, что телефон больше не работает',
    en: 'Ozon announces that its phone line is closed',
    web: [{ host: 'docs.ozon.ru', path: '*', behaviour: { is: 'discontinued-notice' } }],
  },
  {
    id: 'channel-taken',
    ru: 'Имя канала для продавцов Ozon занимает чужой канал',
    en: "A stranger takes the name of Ozon's seller channel",
    web: [
      {
        host: 't.me',
        path: '/ozonmarketplace',
        behaviour: { is: 'card-title', title: 'Выигрыши каждый день 🎰' },
      },
    ],
  },
  {
    id: 'channel-gone',
    ru: 'Канал Яндекс Маркета удалён',
    en: "Yandex Market's channel is deleted",
    web: [{ host: 't.me', path: '/market_marketplace', behaviour: { is: 'card-missing' } }],
  },
  {
    id: 'vk-gone',
    ru: 'Группа Ozon ВКонтакте удалена',
    en: "Ozon's VK group is deleted",
    web: [{ host: 'vk.com', path: '/ozon', behaviour: { is: 'card-missing' } }],
  },
  {
    id: 'form-removed',
    ru: 'С сайта горячей линии Ozon пропадает форма',
    en: "The form on Ozon's ethics site is removed",
    web: [{ host: 'ozon-hotline.delret.ru', path: '*', behaviour: { is: 'no-form' } }],
  },
  {
    id: 'form-not-found',
    ru: 'Форма Яндекса отвечает 404',
    en: "Yandex's form answers 404",
    web: [{ host: 'forms.yandex.ru', path: '*', behaviour: { is: 'status', status: 404 } }],
  },
  {
    id: 'domain-parked',
    ru: 'Домен горячей линии Ozon продаётся',
    en: "The domain of Ozon's ethics site is for sale",
    web: [{ host: 'ozon-hotline.delret.ru', path: '*', behaviour: { is: 'parked' } }],
  },
  {
    id: 'wall',
    ru: 'Wildberries закрывается от роботов (это не поломка)',
    en: 'Wildberries puts up a bot wall (nothing is broken)',
    web: [{ host: 'seller.wildberries.ru', path: '*', behaviour: { is: 'wall', vendor: 'wbaas' } }],
  },
  {
    id: 'certificate-expired',
    ru: 'У AliExpress Бизнес истёк сертификат',
    en: 'The certificate of AliExpress Business expires',
    web: [{ host: 'business.aliexpress.ru', path: '*', behaviour: { is: 'tls-expired' } }],
  },
  {
    id: 'server-silent',
    ru: 'Сервер справки Яндекса молчит',
    en: "Yandex's help server goes silent",
    web: [{ host: 'yandex.ru', path: '*', behaviour: { is: 'timeout' } }],
  },
  {
    id: 'no-mail',
    ru: 'Домен ozon.ru больше не принимает почту',
    en: 'The domain ozon.ru takes no mail any more',
    dns: { domain: 'ozon.ru', behaviour: 'null-mx' },
  },
  {
    id: 'ethics-returns',
    ru: 'Закрытый сайт Deloitte снова открывается',
    en: 'The closed Deloitte site comes back',
    web: [{ host: 'www.ozon.deloitte-hotline.ru', path: '*', behaviour: { is: 'ok' } }],
  },
  {
    id: 'relay-defers',
    ru: 'Почтовый сервер просит зайти позже',
    en: 'The mail relay asks to come later',
    smtp: 'defer',
  },
  { id: 'heal', ru: 'Всё выздоравливает', en: 'Everything heals', world: 'heal' },
  { id: 'offline', ru: 'Сеть пропала', en: 'The network is gone', world: 'offline' },
  { id: 'online', ru: 'Сеть вернулась', en: 'The network is back', world: 'online' },
]

/** Makes it happen. */
export async function play(world: World, scenario: Scenario): Promise<void> {
  for (const { host, path, behaviour } of scenario.web ?? []) world.set(host, path, behaviour)
  if (scenario.dns) world.dns.set(scenario.dns.domain, scenario.dns.behaviour)
  if (scenario.smtp) world.smtp.mode = scenario.smtp
  switch (scenario.world) {
    case 'heal':
      world.reset()
      return world.goOnline()
    case 'offline':
      return world.goOffline()
    case 'online':
      return world.goOnline()
    case undefined:
      return
  }
}
