import type { Confidence } from '../../../src/domain/confidence.ts'
import type { PassageState } from '../../../src/domain/passage.ts'
import { ruCount, ruForm } from '../plural.ts'

const contacts = (count: number): string => ruCount(count, 'контакт', 'контакта', 'контактов')

/** Editors' articles: list, new one, the article view, import. */
export const ruArticles = {
  title: 'Статьи',
  lead: 'Вставьте свою статью: покажем, какие контакты в ней больше не работают.',
  add: 'Добавить статью',
  none: 'Статей ещё нет',
  noneWhat: 'Добавьте первую: вставьте текст или загрузите файл.',
  health: (stale: number, watched: number): string =>
    watched === 0
      ? 'Ни один контакт статьи не отслеживается'
      : stale === 0
        ? watched === 1
          ? 'Единственный контакт статьи не устарел'
          : `Ни один из ${watched} контактов не устарел`
        : `${stale} из ${watched} ${ruForm(watched, 'контакта', 'контактов', 'контактов')} ${ruForm(stale, 'не работает', 'не работают', 'не работают')}`,
  lookedAt: (day: string): string => `проверено ${day}`,
  notAllLooked: 'проверены ещё не все',
  unwatched: (count: number): string =>
    `${ruForm(count, 'Ещё не отслеживается', 'Ещё не отслеживаются', 'Ещё не отслеживаются')}: ${contacts(count)}`,
  addedBy: (name: string): string => `добавил: ${name}`,
  form: {
    title: 'Новая статья',
    lead: 'Текст останется в базе монитора и нигде не публикуется.',
    name: 'Название',
    nameHint: 'Можно не писать: возьмём первую строку.',
    publisher: 'Издание',
    publisherHint: 'Кто публикует статью, обычно адрес сайта.',
    url: 'Адрес статьи, если она опубликована',
    urlHint: 'Дайте только адрес, и мы прочтём статью сами.',
    asOf: 'Дата статьи',
    text: 'Текст статьи',
    file: 'Или файл: txt, md, html, до 2 МБ',
    submit: 'Найти контакты',
    refused: {
      empty: 'Текста нет. Вставьте его в поле или выберите файл.',
      'too-large': 'Статья больше 2 МБ. Разделите её.',
      binary: 'Это не текст. Сохраните документ как текст, Markdown или HTML.',
      url: 'Адрес не подходит. Напишите его целиком, с https://.',
      publisher: 'Назовите издание или дайте адрес статьи.',
      fetch: 'Страница не открылась или на ней нет текста. Вставьте текст в поле.',
      asOf: 'Дата не подходит. Выберите её из календаря.',
    },
  },
  known: 'Такой текст уже добавлен: это он.',
  text: 'Текст статьи',
  findings: 'Контакты в статье',
  findingsNone: 'Контактов в тексте не нашлось.',
  cut: (most: number): string => `Показаны первые ${most} мест, остальные не разобраны. Разделите статью.`,
  line: (line: number): string => `строка ${line}`,
  states: {
    sound: 'Верно',
    'stale-broken': 'Не работает',
    'stale-retired': 'Закрыт',
    'stale-phantom': 'Выдуман',
    'stale-alive': 'На самом деле работает',
    disputed: 'Источники спорят',
    unsure: 'Ещё не ясно',
    unwatched: 'Не отслеживается',
  } satisfies Record<PassageState, string> as Record<PassageState, string>,
  next: 'Следующее место',
  previous: 'Предыдущее место',
  keys: 'Клавиши N и P, по месту на клавиатуре.',
  replaceBy: 'Замена:',
  bySuccessor: 'преемник из базы знаний',
  byCheck: 'увидела проверка, сверьте',
  rewrite: 'Это другой способ связи: перепишите предложение.',
  noReplacement: 'Замены мы не знаем: уберите контакт или перепишите предложение.',
  corrected: 'Исправленный текст',
  correctedLead: (count: number): string =>
    `${ruForm(count, 'Заменено', 'Заменены', 'Заменено')} ${ruCount(count, 'место', 'места', 'мест')}. Остальное не тронуто. Скопируйте текст или скачайте разницу.`,
  correctedNone: 'Заменять нечего: готовых замен нет.',
  patch: 'Скачать разницу (patch)',
  import: {
    title: 'Начать отслеживать',
    lead: 'Отметьте контакты, которых ещё нет в базе знаний. Статья станет их источником.',
    dryRun: 'Показать, что изменится',
    write: 'Записать в базу знаний',
    planned: 'Так изменятся файлы. Ещё ничего не записано.',
    written: (count: number): string =>
      `Записано: ${contacts(count)}. Монитор прочтёт файлы сам и начнёт проверять.`,
    readOnly: 'Записать нельзя: файлы закрыты для записи. Вставьте эти строки в файл сами.',
    nothing: 'Добавлять нечего: всё отмеченное уже в базе знаний.',
    problems: 'Не добавлено',
    diff: (file: string): string => `Изменения файла ${file}`,
    confidence: {
      high: 'уверенность высокая',
      medium: 'уверенность средняя: сверьте',
      low: 'уверенность низкая: сверьте',
    } satisfies Record<Confidence, string> as Record<Confidence, string>,
  },
  notUnderstood: 'Что не удалось понять',
  why: {
    lost: 'контакт назван, но ссылки или номера нет',
    nobody: 'непонятно, чей это контакт',
    fact: 'адрес, проверять нечего',
    publisher: 'контакт самого издания',
    author: 'контакт автора',
    advert: 'реклама',
    vacancy: 'вакансия',
    short: 'номер без кода города, позвонить по нему нельзя',
  },
  delete: 'Удалить статью',
  deleteWhat: 'Удалятся текст и найденные места. Контакты базы знаний останутся.',
  back: 'Все статьи',
}
