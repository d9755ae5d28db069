import { type Article, type Site, siteOf } from './model.ts'

const loginUrl = 'https://login.aliexpress.ru/?return_url=https%3A%2F%2Fseller.aliexpress.ru%2F'

/** The cabinet sends everybody without a session to the sign-in host. */
export const aliexpressSeller: Site = {
  brand: 'AliExpress Seller',
  loginUrl,
  pageAt: ({ pathname }) =>
    pathname === '/' || pathname.startsWith('/chats') ? { type: 'moved', status: 302, to: loginUrl } : null,
}

const signIn: Article = {
  type: 'article',
  brand: 'AliExpress Россия',
  title: 'Вход в AliExpress',
  heading: 'Войдите или зарегистрируйтесь',
  paragraphs: [
    'Одна учётная запись для покупок и для кабинета продавца.',
    'Продавцам отвечает чат кабинета с 08:00 до 20:00 по Москве.',
  ],
  form: {
    action: '/auth/login',
    heading: 'Вход',
    fields: [
      { name: 'login', label: 'Почта или телефон', type: 'text', required: true },
      { name: 'remember', label: 'Запомнить меня', type: 'checkbox' },
    ],
    submit: 'Продолжить',
  },
}

export const aliexpressLogin: Site = siteOf('AliExpress Россия', { '/': signIn })

const business: Article = {
  type: 'article',
  brand: 'AliExpress Бизнес',
  title: 'AliExpress для бизнеса: продавцам и партнёрам',
  heading: 'Продавайте на AliExpress',
  paragraphs: [
    'Подключение, логистика, реклама и описание API — в одном месте.',
    'Инструкции обновляются вместе с кабинетом: вверху каждой указана дата последней правки.',
  ],
  sections: [
    {
      heading: 'Как начать',
      paragraphs: ['Зарегистрируйте компанию, загрузите товары, настройте доставку.'],
    },
    { heading: 'Документация API', paragraphs: ['Токены, методы, ограничения и примеры запросов.'] },
  ],
  links: [{ href: 'https://seller.aliexpress.ru/', text: 'Кабинет продавца' }],
}

export const aliexpressBusiness: Site = siteOf(
  'AliExpress Бизнес',
  { '/': business, '/docs': business, '/docs/contacts': business },
  loginUrl,
)
