import type { Behaviour } from './behaviour.ts'
import { aliexpressBusiness, aliexpressLogin, aliexpressSeller } from './pages/aliexpress.ts'
import type { Site } from './pages/model.ts'
import { max, ordinarySite, providerStub } from './pages/ordinary.ts'
import {
  odnoklassniki,
  ozonDocs,
  ozonEducation,
  ozonEthics,
  ozonEthicsOld,
  ozonSeller,
  ozonShop,
} from './pages/ozon.ts'
import { appGallery, appStore, googlePlay, ruStore } from './pages/stores.ts'
import { telegram, telegramHome } from './pages/telegram.ts'
import { vk } from './pages/vk.ts'
import { wildberriesAuth, wildberriesSeller, wildberriesShop } from './pages/wildberries.ts'
import { yandex, yandexForms, yandexMarket, yandexPartner, yandexPassport } from './pages/yandex.ts'

/** Every host that the world knows; what is not here is an ordinary site. */
const sites: Record<string, Site> = {
  't.me': telegram,
  'telegram.me': telegram,
  'telegram.dog': telegram,
  'telegram.org': telegramHome,
  'vk.com': vk,
  'm.vk.com': vk,
  'vk.ru': vk,
  'ok.ru': odnoklassniki,
  'max.ru': max,
  'seller.wildberries.ru': wildberriesSeller,
  'seller-auth.wildberries.ru': wildberriesAuth,
  'www.wildberries.ru': wildberriesShop,
  'wildberries.ru': wildberriesShop,
  'seller.ozon.ru': ozonSeller,
  'seller-edu.ozon.ru': ozonEducation,
  'docs.ozon.ru': ozonDocs,
  'www.ozon.ru': ozonShop,
  'ozon.ru': ozonShop,
  'ozon-hotline.delret.ru': ozonEthics,
  'www.ozon.deloitte-hotline.ru': ozonEthicsOld,
  'ozon.deloitte-hotline.ru': ozonEthicsOld,
  'yandex.ru': yandex,
  'yandex.com': yandex,
  'partner.market.yandex.ru': yandexPartner,
  'passport.yandex.ru': yandexPassport,
  'forms.yandex.ru': yandexForms,
  'market.yandex.ru': yandexMarket,
  'seller.aliexpress.ru': aliexpressSeller,
  'login.aliexpress.ru': aliexpressLogin,
  'business.aliexpress.ru': aliexpressBusiness,
  'play.google.com': googlePlay,
  'apps.apple.com': appStore,
  'www.rustore.ru': ruStore,
  'apps.rustore.ru': ruStore,
  'appgallery.huawei.com': appGallery,
  'warning.rt.ru': providerStub,
}

/** Hosts of the table, in its order. */
export const knownHosts: readonly string[] = Object.keys(sites)

/** How the world is before anybody switches: the superseded ethics site is gone for good. */
export const initialBehaviours: readonly { host: string; path: string; behaviour: Behaviour }[] = [
  { host: 'www.ozon.deloitte-hotline.ru', path: '*', behaviour: { is: 'status', status: 410 } },
  { host: 'ozon.deloitte-hotline.ru', path: '*', behaviour: { is: 'status', status: 410 } },
]

export function isKnown(host: string): boolean {
  return Object.hasOwn(sites, host)
}

export function siteAt(host: string): Site {
  return (isKnown(host) ? sites[host] : undefined) ?? ordinarySite(host)
}
