import { type Article, type Page, type Site, segmentsOf } from './model.ts'

/** Beginnings of package names of the four marketplaces. */
const ownPackages =
  /^(ru\.ozon|com\.wildberries|ru\.wildberries|wb\.partners|com\.wb|ru\.yandex|ru\.beru|com\.alibaba|ru\.aliexpress)\./

function appPage(store: string, id: string): Article {
  return {
    type: 'article',
    brand: store,
    title: `${id} — ${store}`,
    heading: `Приложение ${id}`,
    paragraphs: [
      'Покупки, заказы и чат с поддержкой в телефоне. Установите приложение, чтобы получать уведомления.',
      'Что нового: исправили ошибки и ускорили запуск.',
    ],
    sections: [{ heading: 'Оценки и отзывы', paragraphs: ['Средняя оценка 4,7 по отзывам покупателей.'] }],
  }
}

/** A store in which an application is one address; `idOf` finds it, null where the store has none. */
function storeOf(brand: string, idOf: (url: URL) => string | null): Site {
  return {
    brand,
    pageAt: (url): Page | null => {
      if (url.pathname === '/') return { ...appPage(brand, brand), heading: brand }
      const id = idOf(url)
      return id ? appPage(brand, id) : null
    },
  }
}

const packageIn = (text: string | null | undefined) => (text && ownPackages.test(text) ? text : null)

export const googlePlay: Site = storeOf('Google Play', (url) =>
  url.pathname === '/store/apps/details' ? packageIn(url.searchParams.get('id')) : null,
)

export const ruStore: Site = storeOf('RuStore', (url) => packageIn(segmentsOf(url.pathname).at(-1)))

/** Any well-formed id is somebody's application, except those of nines that tests use for none. */
export const appStore: Site = storeOf('App Store', (url) => {
  const last = segmentsOf(url.pathname).at(-1) ?? ''
  return /^id(?!9{6})[1-9]\d{7,10}$/.test(last) ? last : null
})

export const appGallery: Site = storeOf('AppGallery', (url) => {
  const last = segmentsOf(url.pathname).at(-1) ?? ''
  return /^C(?!9{6})\d{6,10}$/.test(last) ? last : null
})
