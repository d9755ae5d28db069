import { randomFrom } from './replay/random.ts'

/** What the sentences of a support page are made of; enough of it that two pages share a subject and few lines. */
const who =
  list(`служба поддержки|оператор горячей линии|продавец|курьер|пункт выдачи|покупатель|личный кабинет
  |модератор площадки|склад отправителя|банк-партнёр|отдел возвратов|бухгалтерия магазина|робот-помощник
  |логистическая компания|менеджер по рекламе|команда безопасности|сортировочный центр|автор отзыва
  |владелец карточки|технический специалист`)
const does =
  list(`отвечает на обращение|проверяет документы|возвращает деньги|отправляет уведомление|меняет статус
  |принимает заявку|уточняет подробности|оформляет возврат|блокирует доступ|начисляет баллы|сверяет остатки
  |подтверждает личность|рассматривает жалобу|пересчитывает комиссию|восстанавливает пароль|переносит доставку
  |выставляет счёт|удаляет дубликат|передаёт запрос дальше|закрывает спор`)
const what =
  list(`по номеру заказа|о задержке посылки|за бракованный товар|через форму на сайте|в чате приложения
  |по электронной почте|об изменении тарифа|для нового договора|с фотографиями упаковки|по закону о защите прав
  |из раздела «Финансы»|на карту получателя|о поддельной этикетке|при смене реквизитов|по акту приёмки
  |о потерянном грузе|для самозанятых|за рекламную кампанию|об отмене поставки|с чеком об оплате`)
const when =
  list(`в течение рабочего дня|до десяти вечера|не позднее трёх суток|сразу после звонка|каждый понедельник
  |по будням с девяти|в порядке очереди|до конца месяца|круглосуточно|после проверки|за пятнадцать минут
  |по московскому времени|в выходные дни|через сутки|в день обращения|по предварительной записи|за две недели
  |перед отгрузкой|когда откроется смена|без перерыва`)

const sections = 14
const sentences = 4

/**
 * A help page of some 10 kB in words of its own, as HTML. Another edition says three sections otherwise, as an
 * editor would.
 */
export function supportPage(host: string, page: number, edition: number): string {
  const parts: string[] = []
  for (let section = 0; section < sections; section += 1) {
    const take = openDice(page * 1_000 + section * 10 + (section < 3 ? edition : 0))
    const say = () => `${take(who)} ${take(does)} ${take(what)} ${take(when)}.`
    const text = Array.from({ length: sentences }, say).join(' ')
    parts.push(`<section><h2>${section + 1}. ${take(does)} ${take(what)}</h2><p>${text}</p></section>`)
  }
  const title = `Помощь и контакты: ${host}`
  const contacts = `<a href="tel:+7800${1_000_000 + page}">8 800</a> <a href="mailto:help@${host}">help@${host}</a>`
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${title}</title></head><body>
<h1>${title}</h1>${parts.join('\n')}<footer>${contacts}</footer></body></html>`
}

/** Picks from lists, the same again for the same seed. */
function openDice(seed: number): (from: readonly string[]) => string {
  const random = randomFrom(seed)
  return (from) => from[Math.floor(random() * from.length)] ?? ''
}

function list(text: string): string[] {
  return text.split('|').map((part) => part.trim())
}
