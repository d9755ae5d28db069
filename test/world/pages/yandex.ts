import { type Article, type Site, siteOf } from './model.ts'

const loginUrl = 'https://passport.yandex.ru/auth?retpath=https%3A%2F%2Fpartner.market.yandex.ru%2F'

const question: Article['form'] = {
  action: '/support/marketplace/ru/feedback',
  heading: 'Написать в поддержку',
  fields: [
    { name: 'campaign', label: 'Номер магазина', type: 'text' },
    { name: 'email', label: 'Почта', type: 'email', required: true },
    { name: 'message', label: 'Ваш вопрос', type: 'textarea', required: true },
    { name: 'files', label: 'Приложить файлы', type: 'file' },
  ],
  submit: 'Отправить',
}

const sellerHelp: Article = {
  type: 'article',
  brand: 'Яндекс',
  title: 'Помощь продавцам — Яндекс Маркет',
  heading: 'Яндекс Маркет для продавцов. Справка',
  paragraphs: [
    'Здесь собрано, как подключить магазин, загрузить каталог, выбрать модель работы и получать выплаты.',
    'Не нашли ответ — задайте вопрос в форме внизу статьи: ответ придёт на почту.',
  ],
  sections: [
    { heading: 'Начало работы', paragraphs: ['Заявка, договор, настройки кабинета и первые товары.'] },
    {
      heading: 'Заказы и доставка',
      paragraphs: ['Как собирать заказы, отгружать их и следить за показателями.'],
    },
    { heading: 'Индекс качества', paragraphs: ['Из чего он складывается и что делать, если он снизился.'] },
  ],
  form: question,
}

/** The table of contents for machines. */
const contents: Article = {
  type: 'article',
  brand: 'Яндекс',
  title: 'Яндекс Маркет для продавцов',
  heading: 'Яндекс Маркет для продавцов',
  paragraphs: ['Оглавление справки.'],
  links: [
    { href: 'https://yandex.ru/support/marketplace/ru/', text: 'Справка' },
    { href: 'https://yandex.ru/support2/marketplace/ru/quality/overview', text: 'Индекс качества' },
  ],
}

const apiFeedback: Article = {
  type: 'article',
  brand: 'Яндекс',
  title: 'Обратная связь — API Яндекс Маркета',
  heading: 'Обратная связь',
  paragraphs: [
    'Предложения и замечания об API собираем в форме. О работе магазина спрашивайте поддержку в кабинете.',
  ],
  links: [{ href: 'https://forms.yandex.ru/surveys/10013648/', text: 'Форма обратной связи' }],
}

/** `yandex.ru`: the help, and a front page. */
export const yandex: Site = siteOf(
  'Яндекс',
  {
    '/': {
      type: 'article',
      brand: 'Яндекс',
      title: 'Яндекс',
      heading: 'Поиск',
      paragraphs: ['Найдётся всё, что уже кто-то написал.'],
    },
    '/support/marketplace': { type: 'moved', status: 301, to: 'https://yandex.ru/support/marketplace/ru/' },
    '/support/marketplace/ru': sellerHelp,
    '/support/marketplace/ru/quality/overview': sellerHelp,
    '/support/marketplace/ru/llms.txt': contents,
    '/support2/marketplace/ru/quality/overview': sellerHelp,
    '/support2/marketplace/ru': {
      type: 'moved',
      status: 301,
      to: 'https://yandex.ru/support/marketplace/ru/',
    },
    '/dev/market/partner-api/doc/ru/feedback': apiFeedback,
    '/dev/market/partner-api/doc/ru/feedback.md': apiFeedback,
  },
  loginUrl,
)

/** The cabinet has nothing for strangers. */
export const yandexPartner: Site = {
  brand: 'Яндекс Маркет',
  loginUrl,
  pageAt: ({ pathname }) =>
    /^\/(business\/.*|shop\/.*|supplier\/.*)?$/.test(pathname)
      ? { type: 'moved', status: 302, to: loginUrl }
      : null,
}

const passport: Article = {
  type: 'article',
  brand: 'Яндекс ID',
  title: 'Авторизация',
  heading: 'Войдите с Яндекс ID',
  paragraphs: ['Введите логин, почту или телефон. Создать учётную запись можно за минуту.'],
  form: {
    action: '/registration-validations/auth/multi_step/start',
    heading: 'Вход',
    fields: [{ name: 'login', label: 'Логин или почта', type: 'text', required: true }],
    submit: 'Войти',
  },
}

export const yandexPassport: Site = siteOf('Яндекс ID', { '/auth': passport, '/': passport })

const survey: Article = {
  type: 'article',
  brand: 'Яндекс Формы',
  title: 'Обратная связь об API Маркета — Яндекс Формы',
  heading: 'Обратная связь об API Маркета',
  paragraphs: [
    'Расскажите, чего не хватает в методах, что работает не так и что можно описать понятнее.',
    'Форма не заменяет поддержку: с вопросами о магазине обращайтесь в кабинет.',
  ],
  form: {
    action: '/u/10013648/submit',
    heading: 'Ваш отзыв',
    fields: [
      { name: 'answer_short_text_1', label: 'Номер кабинета', type: 'text' },
      { name: 'answer_long_text_2', label: 'Что улучшить', type: 'textarea', required: true },
      { name: 'answer_email_3', label: 'Почта для ответа', type: 'email' },
    ],
    submit: 'Отправить',
  },
}

export const yandexForms: Site = siteOf('Яндекс Формы', {
  '/surveys/10013648': survey,
  '/u/10013648': survey,
})

const market: Article = {
  type: 'article',
  brand: 'Яндекс Маркет',
  title: 'Яндекс Маркет — покупки с доставкой',
  heading: 'Маркет',
  paragraphs: ['Сравнивайте цены и заказывайте с доставкой.'],
  links: [{ href: 'https://vk.com/yandex.market', text: 'ВКонтакте' }],
}

export const yandexMarket: Site = siteOf('Яндекс Маркет', { '/': market }, loginUrl)
