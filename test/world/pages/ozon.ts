import { type Article, type PrintedPhone, type Site, siteOf } from './model.ts'

const sellerSignIn: Article = {
  type: 'article',
  brand: 'Ozon Seller',
  title: 'Ozon Seller: вход в личный кабинет',
  heading: 'Войдите в личный кабинет',
  paragraphs: [
    'Для входа нужен Ozon ID владельца или сотрудника, которому выдали доступ.',
    'В кабинете доступны товары, поставки, финансы и чат с поддержкой: «Сообщения» → «Поддержка».',
  ],
  form: {
    action: '/app/registration/signin',
    heading: 'Вход',
    fields: [{ name: 'login', label: 'Телефон или почта', type: 'text', required: true }],
    submit: 'Войти',
  },
}

const loginUrl = 'https://seller.ozon.ru/app/registration/signin?redirect=L2FwcC9tYWlu'

const sellerPages = siteOf(
  'Ozon Seller',
  { '/': sellerSignIn, '/app/registration/signin': sellerSignIn },
  loginUrl,
)

/** The cabinet: everything under `/app` sends a stranger to sign in. */
export const ozonSeller: Site = {
  ...sellerPages,
  pageAt: (url) => {
    const page = sellerPages.pageAt(url)
    const inside = /^\/app\/(main|messenger|dashboard|supply|reviews)(\/|$)/.test(url.pathname)
    return page ?? (inside ? { type: 'moved', status: 302, to: loginUrl } : null)
  },
}

const education: Article = {
  type: 'article',
  brand: 'Ozon для продавцов',
  title: 'База знаний для продавцов Ozon',
  heading: 'База знаний и обучение',
  paragraphs: [
    'Статьи и курсы о том, как завести товары, выбрать схему работы и продвигать магазин.',
    'Не нашли ответ? В конце каждой статьи есть кнопка «Задать вопрос» — она ведёт в чат кабинета.',
  ],
  sections: [
    {
      heading: 'С чего начать',
      paragraphs: ['Регистрация, договор, первая поставка — по шагам, с примерами.'],
    },
    {
      heading: 'Работа с поддержкой',
      paragraphs: ['Выберите тему и подтему, приложите файлы: у обращения появится номер.'],
    },
  ],
  links: [{ href: 'https://seller.ozon.ru/app/messenger?group=support_v2', text: 'Чат с поддержкой' }],
}

export const ozonEducation: Site = siteOf('Ozon для продавцов', { '/': education }, loginUrl)

/** Each number is spelled as some page spells it: no-break spaces, odd hyphens, an encoded link, a stray space. */
const phones: PrintedPhone[] = [
  {
    e164: '+78002347000',
    printed: '8 (800) 234-70-00',
    href: 'tel:8%28800%292347000',
    label: 'Бесплатно по России',
  },
  { e164: '+74950097070', printed: '+ 7 (495) 009-70-70', href: 'tel:+74950097070', label: 'Москва' },
  { e164: '+78124940606', printed: '8&nbsp;812&nbsp;494&#8209;06&#8209;06', label: 'Санкт-Петербург' },
  { e164: '+74952321000', printed: '+7 (495) 232−10−00 (доб. 71953)', label: 'Офис, не служба поддержки' },
]

const help: Article = {
  type: 'article',
  brand: 'Ozon',
  title: 'Популярные вопросы | Помощь Ozon',
  heading: 'Популярные вопросы',
  paragraphs: [
    'Собрали ответы о заказах, доставке, оплате и возвратах. Воспользуйтесь поиском или выберите раздел.',
    'Быстрее всего отвечает чат: откройте «Сообщения» в приложении и позовите оператора.',
  ],
  sections: [
    {
      heading: 'Где мой заказ',
      paragraphs: ['Статус виден в разделе «Заказы». Если срок прошёл, мы вернём деньги сами.'],
    },
    {
      heading: 'Как вернуть товар',
      paragraphs: ['Создайте заявку в заказе и отнесите товар в пункт выдачи с кодом возврата.'],
    },
    {
      heading: 'Вопросы к оплате',
      paragraphs: ['Деньги за отменённый заказ приходят на ту же карту за срок до десяти дней.'],
    },
  ],
  phones,
  emails: ['help@ozon.ru'],
  links: [{ href: 'https://www.ozon.ru/', text: 'На главную' }],
}

const sellerAppHelp: Article = {
  type: 'article',
  brand: 'Ozon',
  title: 'Чаты в приложении Ozon Seller',
  heading: 'Чаты в приложении Ozon Seller',
  paragraphs: [
    'Откройте приложение, перейдите в «Чаты» и выберите «Поддержка».',
    'Опишите вопрос и приложите снимки экрана: специалист ответит в том же чате.',
  ],
}

export const ozonDocs: Site = siteOf('Ozon', {
  '/': help,
  '/common': help,
  '/common/pomoshch': help,
  '/common/kontakty': help,
  '/global/ozon-seller-app/chats': sellerAppHelp,
  '/global/en/ozon-seller-app/chats': sellerAppHelp,
})

const shop: Article = {
  type: 'article',
  brand: 'Ozon',
  title: 'OZON — интернет-магазин',
  heading: 'Миллионы товаров с доставкой',
  paragraphs: [
    'Электроника, одежда, дом и сад, продукты. Пункты выдачи рядом с домом.',
    'Чат с поддержкой — значок в правом нижнем углу; сначала отвечает помощник, затем оператор.',
  ],
  links: [
    { href: 'https://docs.ozon.ru/common/', text: 'Помощь' },
    { href: 'https://vk.com/ozon', text: 'ВКонтакте' },
    { href: 'https://ok.ru/ozon', text: 'Одноклассники' },
  ],
}

export const ozonShop: Site = siteOf('Ozon', { '/': shop }, 'https://id.ozon.ru/login')

const report: Article = {
  type: 'article',
  brand: 'Горячая линия Ozon',
  title: 'Горячая линия по вопросам этики',
  heading: 'Сообщить о нарушении',
  paragraphs: [
    'Здесь сообщают о кражах, мошенничестве, коррупции и нарушениях водителей. Линию ведёт независимая компания.',
    'Имя можно не указывать. После отправки вы получите номер и сможете дополнить сообщение.',
    'Вопросы о заказах и возвратах сюда не направляйте: их решает поддержка магазина.',
  ],
  form: {
    action: '/api/appeals',
    heading: 'Ваше сообщение',
    fields: [
      {
        name: 'topic',
        label: 'Что произошло',
        type: 'select',
        options: ['Кража', 'Мошенничество', 'Коррупция', 'Водитель'],
      },
      { name: 'place', label: 'Где и когда', type: 'text' },
      { name: 'message', label: 'Подробности', type: 'textarea', required: true },
      { name: 'email', label: 'Почта, если нужен ответ', type: 'email' },
      { name: 'anonymous', label: 'Не раскрывать моё имя', type: 'checkbox' },
      { name: 'files', label: 'Файлы', type: 'file' },
    ],
    submit: 'Отправить сообщение',
  },
}

export const ozonEthics: Site = siteOf('Горячая линия Ozon', { '/': report })

/** The ethics site before: it still answers when somebody takes away its 410. */
export const ozonEthicsOld: Site = siteOf('Горячая линия Ozon', {
  '/': { ...report, title: 'Горячая линия Ozon' },
})

const community: Article = {
  type: 'article',
  brand: 'Одноклассники',
  title: 'OZON | Группа в Одноклассниках',
  heading: 'OZON',
  paragraphs: [
    'Официальная группа. Подборки товаров, акции, конкурсы. На вопросы о заказах отвечает чат в приложении.',
  ],
}

export const odnoklassniki: Site = siteOf(
  'Одноклассники',
  { '/ozon': community },
  'https://ok.ru/dk?st.cmd=anonymMain',
)
