import { type Article, type Page, type Site, segmentsOf } from './model.ts'

/** What any host outside the table answers on any path: canaries, publishers, successors. */
export function ordinarySite(host: string): Site {
  const article: Article = {
    type: 'article',
    brand: host,
    title: `${host} — главная`,
    heading: host,
    paragraphs: ['Обычная страница обычного сайта. Она отвечает, значит, сеть работает.'],
  }
  return { brand: host, pageAt: () => article }
}

const maxNames: Record<string, string> = {
  ozonmarketplace: 'Ozon для продавцов',
  ozon: 'Ozon',
  wildberries: 'Wildberries',
  wbsellerofficial: 'WB Partners',
  market_marketplace: 'Яндекс Маркет для продавцов',
}

/** Channels of the Max messenger: known names, and 404 for the others. */
export const max: Site = {
  brand: 'MAX',
  pageAt: ({ pathname }): Page | null => {
    const [name] = segmentsOf(pathname)
    if (name === undefined) return maxPage('MAX', 'Мессенджер для общения и дел.')
    const title = Object.hasOwn(maxNames, name.toLowerCase()) ? maxNames[name.toLowerCase()] : undefined
    return title ? maxPage(title, 'Канал в MAX. Откройте приложение, чтобы читать и подписаться.') : null
  },
}

function maxPage(title: string, about: string): Article {
  return { type: 'article', brand: 'MAX', title: `${title} — MAX`, heading: title, paragraphs: [about] }
}

/** The page of a provider that an address was sent to by law, not by its owner. */
export const providerStub: Site = {
  brand: 'Провайдер',
  pageAt: () => ({
    type: 'article',
    brand: 'Провайдер',
    title: 'Уведомление оператора связи',
    heading: 'Доступ к запрашиваемому ресурсу закрыт.',
    paragraphs: [
      'Доступ к сайту ограничен в соответствии с Федеральными законами. Сведения о записи: http://eais.rkn.gov.ru/',
    ],
  }),
}
