import { type Article, type Form, type Site, siteOf } from './model.ts'

const brand = 'WB Partners'

const signIn: Article = {
  type: 'article',
  brand,
  title: 'WB Partners — вход в кабинет продавца',
  heading: 'Вход в кабинет продавца',
  paragraphs: [
    'Введите номер телефона: пришлём код в уведомлении на портале или в сообщении.',
    'Кабинет открывает заказы, поставки, отчёты и обращения в поддержку. Поддержка отвечает тем, у кого заполнен профиль и указана почта для ответов.',
    'Если доступа к номеру больше нет, восстановить кабинет может только владелец с документами на организацию.',
  ],
  form: {
    action: '/auth/v2/code/wb-captcha',
    heading: 'Номер телефона',
    fields: [{ name: 'phoneNumber', label: 'Телефон', type: 'tel', required: true }],
    submit: 'Получить код',
  },
}

const ticket: Form = {
  action: '/ns/service-desk/tickets',
  heading: 'Новое обращение',
  fields: [
    {
      name: 'category',
      label: 'Категория',
      type: 'select',
      required: true,
      options: ['Поставки', 'Возвраты', 'Реклама', 'Финансы', 'Карточки товаров'],
    },
    { name: 'subject', label: 'Тема', type: 'text', required: true },
    { name: 'message', label: 'Что случилось', type: 'textarea', required: true },
    { name: 'email', label: 'Почта для ответа', type: 'email', required: true },
    { name: 'files', label: 'Приложить файлы', type: 'file' },
  ],
  submit: 'Отправить обращение',
}

const serviceDesk: Article = {
  type: 'article',
  brand,
  title: 'Service Desk — обращения в поддержку | WB Partners',
  heading: 'Поддержка продавцов',
  paragraphs: [
    'Обращения принимаются круглосуточно. У каждой категории свой срок рассмотрения, он виден в карточке обращения.',
    'Прежде чем писать, загляните в инструкции: на частые вопросы о поставках и приёмке там уже есть ответы.',
    'Одно обращение — один вопрос. Так его быстрее передадут тому, кто занимается темой.',
  ],
  form: ticket,
}

const appeal: Article = {
  type: 'article',
  brand,
  title: 'Обращение правообладателя | WB Partners',
  heading: 'Обращение правообладателя',
  paragraphs: [
    'Здесь владелец прав или его представитель сообщает о карточках, которые нарушают права на товарный знак, фото или тексты.',
    'Приложите документы о правах и ссылки на карточки. Рассмотрение занимает до десяти рабочих дней.',
  ],
  form: {
    action: '/ns/appeal/copyright',
    heading: 'Сведения о нарушении',
    fields: [
      { name: 'holder', label: 'Правообладатель', type: 'text', required: true },
      { name: 'email', label: 'Почта', type: 'email', required: true },
      { name: 'links', label: 'Ссылки на карточки', type: 'textarea', required: true },
      { name: 'documents', label: 'Документы', type: 'file', required: true },
    ],
    submit: 'Отправить',
  },
}

const requisites: Article = {
  type: 'article',
  brand: 'Wildberries',
  title: 'Контакты — интернет-магазин Wildberries',
  heading: 'Контакты',
  paragraphs: [
    'Вопросы по заказам решает поддержка в профиле покупателя: раздел «Обращения».',
    'Письма на этот адрес читает юридический отдел; на вопросы о заказах с него не отвечают.',
  ],
  emails: ['sales@wildberries.ru'],
}

const front: Article = {
  type: 'article',
  brand: 'Wildberries',
  title: 'Wildberries — интернет-магазин',
  heading: 'Товары с доставкой в пункт выдачи',
  paragraphs: ['Одежда, обувь, дом, электроника и продукты. Оплата при получении или картой.'],
  emails: ['sales@wildberries.ru'],
  links: [
    { href: '/services/kontakty', text: 'Контакты' },
    { href: 'https://seller.wildberries.ru/', text: 'Продавать на Wildberries' },
  ],
}

const loginUrl = 'https://seller-auth.wildberries.ru/ru/?redirect_url=https%3A%2F%2Fseller.wildberries.ru%2F'

export const wildberriesSeller: Site = siteOf(
  brand,
  {
    '/': signIn,
    '/login/ru': signIn,
    '/service-desk-v2': serviceDesk,
    '/service-desk-v2/requests/history': serviceDesk,
    '/appeal-copyright': appeal,
  },
  loginUrl,
)

export const wildberriesAuth: Site = siteOf(brand, { '/': signIn, '/ru': signIn })

export const wildberriesShop: Site = siteOf(
  'Wildberries',
  { '/': front, '/services/kontakty': requisites, '/services/kontakty/rekvizity': requisites },
  loginUrl,
)
