/** Words for what was discontinued; the subject keeps a closed chat from closing the phone beside it. */
export const subjects = {
  phone:
    'номер\\p{L}{0,3}|телефон\\p{L}{0,6}|лини[яиюей]\\p{L}{0,2}|колл-?\\s?центр\\p{L}{0,2}|звонк\\p{L}{0,3}|number|phone|(?:hot|help)?line',
  email: 'почт\\p{L}{0,6}|адрес\\p{L}{0,3}|ящик\\p{L}{0,3}|e-?mail|mailbox|address',
} as const

/** The one subject that nobody confuses with a device or an order number. */
export const hotline =
  '(?<!\\p{L})(?:горяч\\p{L}{2,3} лини\\p{L}{1,2}|телефонн\\p{L}{2,3} (?:лини\\p{L}{1,2}|поддержк\\p{L}|канал\\p{L}{0,2})|колл-?\\s?центр\\p{L}{0,2}|телефон\\p{L}{0,2} (?:поддержки|горячей линии)|hotline|helpline|phone support)(?!\\p{L})'

const firmly =
  '(?:больше|более|уже)\\s{1,3}не\\s{1,3}(?:работа|обслужива|действ|использ|актуал|принима|поддержива|провер|функционир|отвеча)' +
  '|(?:отключ[её]н|закрыт|упраздн[её]н|выведен|аннулирован)\\p{L}{0,3}(?!\\p{L})|прекра(?:тил|щен)\\p{L}{0,3}|прекращает работу' +
  '|(?:is|are|has been|was)\\s(?:no longer|discontinued|disconnected|closed|shut down|retired)' +
  '|no longer\\s(?:in service|in use|available|work\\p{L}{0,3}|active|monitored|answered)'

/** Said so that nothing is left open. */
export const overFirmly = firmly

/** Said of a contact that stands in the same sentence. */
export const over =
  `${firmly}|не\\s{1,3}(?:работает|обслуживается|действует|функционирует|используется|актуал\\p{L}{1,4}|отвечает)` +
  '|(?:неактуал|недейств|неактивн|устарел)\\p{L}{0,8}|удал[её]н\\p{L}{0,2}(?!\\p{L})|отсутству\\p{L}{1,4}' +
  '|(?:измен[её]н|изменился|сменился|замен[её]н)(?!\\p{L})|out of service|not in service'

const months = 'январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр'

/** A sentence with one of these says nothing final: a condition, a question, a pause, office hours, somebody else. */
export const excluded = [
  /(?<!\p{L})(?:если|когда|в случае|чтобы|при отсутствии|if|when|unless|in case)(?!\p{L})/iu,
  /\?/,
  /(?<!\p{L})не\s{1,3}(?:был\p{L}{0,2}\s)?(?:закры|отключ|прекра|упраздн|удал|измен|смен)/iu,
  /\b(?:not|never)\s(?:been\s)?(?:closed|discontinued|disconnected)/i,
  /временн|технически\p{L}{0,3}\s(?:работ|причин|сбо)|профилактик|авари|перебо|temporar|maintenance|outage/iu,
  /праздн|выходн|каникул|новогодн|ночно|ночью|перерыв|обед|суббот|воскресен|holiday|weekend|at night|sunday/iu,
  /(?<!\p{L})(?:сб|вс|сегодня|завтра|вчера|today|tomorrow)(?!\p{L})/iu,
  /(?<!\p{L})с\s{1,3}\d{1,2}(?:[:.]\d{2}|\s\p{L}{1,10})?\s(?:по|до)\s\d{1,2}/iu,
  /(?<!\p{L})(?:после|до|с|after|until|from)\s\d{1,2}[:.]\d{2}/iu,
  new RegExp(`(?<!\\p{L})до\\s\\d{1,2}\\s(?:${months})`, 'iu'),
  /конкурент|мошенн|сторонн|чуж(?:ой|ая|ие)|других?\p{L}{0,2}\s(?:компани|магазин|банк|сервис)|competitor|scam/iu,
  /с мобильных|из-за (?:рубежа|границы)|за пределами|из других стран|в роуминге|from abroad|for international/iu,
]

const elsewhere =
  'офис|пункт|склад|магазин|чат|бот|сайт|вход|доступ|форм|факс|приложени|кабинет|канал|групп|карт|заказ|товар|договор' +
  '|полис|сч[её]т|ссылк|промокод|сертификат|купон|подписк|тариф|отзыв|услуг|доставк|регистраци|аккаунт|акци[яию]' +
  '|касс|вакан|набор|при[её]м|комментар'

/** Something else that stands right before the telling words is what they speak of. */
export const elsewhereSubjects = {
  phone: `${elsewhere}|почт|адрес|e-?mail|chat|office|fax|form|store|order|account`,
  email: `${elsewhere}|телефон|номер|лини|chat|office|phone|form|store|order|account`,
} as const

/** What stands after these takes the place of what was closed. */
export const newOnes =
  /(?<!\p{L})(?:нов(?:ый|ая|ому|ой|ого|ые|ую)|теперь|актуальн\p{L}{2,3}|действующ\p{L}{2,3}|вместо|звоните|наберите|набирайте|обращайтесь|пишите|используйте|звонить|new|now|current|instead|please call|call|dial|use|write to)(?!\p{L})/iu
