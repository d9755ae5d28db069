import type { Fragment } from './fragments.ts'

const text = (name: string, source: string, ...expect: string[]): Fragment => ({
  name,
  format: 'text',
  source,
  expect,
})

/** Plain text, Russian and English. */
export const textFragments: readonly Fragment[] = [
  text(
    'numbers beside registers',
    'ООО «Ромашка», ИНН 7712263726, КПП 771201001, ОГРН 1027739244741. Телефон: 8 (812) 494-06-07.',
    'phone +78124940607',
  ),
  text(
    'order and article numbers',
    'Заказ № 89261234567 оплачен, артикул 89267654321, трек-номер 80083512345678.',
  ),
  text('bank card', 'Перевод на карту 4276 8800 1234 5678, счёт 40702810938000060473, БИК 044525225.'),
  text(
    'law and dates',
    'По закону № 2300-1 от 07.03.1992 г. срок — 10 дней, ответ ждали 22.11.2026 в 10:30.',
  ),
  text('prices', 'Тариф вырос с 8 000 до 12 500 ₽, оборот — 78 002 347 000 руб., скидка 15 990 рублей.'),
  text(
    'list after commas',
    'Линии: 8-800-100-7505, 8-800-775-5505.',
    'phone +78001007505',
    'phone +78007755505',
  ),
  text('hours after a number', 'Звоните 8 (800) 555-35-35, 24/7; ответят за 3 минуты.', 'phone +78005553535'),
  text(
    'extension in brackets',
    'Офис: +7 495 232-10-00 (доб. 71953), спросить Анну.',
    'phone +74952321000;ext=71953',
  ),
  text('inner number', 'Бухгалтерия — +7 495 232-10-00, вн. 105.', 'phone +74952321000;ext=105'),
  text(
    'second number without its code',
    'Тел.: +7 (495) 232-10-00, 232-10-01',
    'phone +74952321000',
    'phone +74952321001',
  ),
  text(
    'number over two lines',
    'Единый номер поддержки — 8 (800)\n234-70-01, звонок бесплатный.',
    'phone +78002347001',
  ),
  text(
    'no-break space, hyphen and minus',
    'Позвоните: +7\u00a0(495)\u2011009\u221270\u221271.',
    'phone +74950097071',
  ),
  text('plus with a space', '- + 7 (495) 009-70-72 — для Москвы;', 'phone +74950097072'),
  text('wrong plus', 'Горячая линия: +8 800 234 70 02.', 'phone +78002347002'),
  text('side by side', '8 800 234-70-03 8 495 009-70-73', 'phone +78002347003', 'phone +74950097073'),
  text('range', 'Операторы: 8 800 234-70-04–8 800 234-70-09.', 'phone +78002347004', 'phone +78002347009'),
  text('dots between groups', 'Факс 8.812.494.06.08', 'phone +78124940608'),
  text('glued digits', 'Наберите 88002347005 с любого телефона.', 'phone +78002347005'),
  text('masked number', 'Номер вида 8 800 XXX-XX-XX или +7 (9**) ***-**-** вам никто не продиктует.'),
  text(
    'foreign numbers',
    'Минск: +375 17 388-00-11, Лондон: +44 20 7946 0958.',
    'phone +375173880011',
    'phone +442079460958',
  ),
  text('passport and insurance', 'Паспорт 4510 123456, СНИЛС 812-345-678 90, ISBN 978-5-17-118366-5.'),
  text('short code', 'С мобильного звоните на номер 900 или 112-й регион не указывайте.', 'phone 900'),
  text(
    'quoted address',
    'Сообщество «https://vk.com/romashka_shop» отвечает быстро.',
    'vk https://vk.com/romashka_shop',
  ),
  text(
    'address and dash',
    'Форма на https://help.romashka.ru—форма короткая.',
    'page https://help.romashka.ru/',
  ),
  text(
    'brackets',
    'Справка (https://help.romashka.ru/faq_(buyers)), см. также www.romashka.ru/rules.',
    'page https://help.romashka.ru/faq_(buyers)',
    'page https://www.romashka.ru/rules',
  ),
  text(
    'end of a sentence',
    'Кабинет: https://seller.romashka.ru/app. Потом https://romashka.ru!',
    'page https://seller.romashka.ru/app',
    'page https://romashka.ru/',
  ),
  text(
    'bare hosts',
    'Кабинет на seller.romashka.ru, справка на помощь.рф.',
    'page https://seller.romashka.ru/',
    'page https://xn--l1adbb7cs.xn--p1ai/',
  ),
  text(
    'no hosts',
    'Яндекс.Маркет, т.д., 22.00, Node.js, ASP.NET, readme.md, main.py и Workspace.LIVE — не адреса.',
  ),
  text(
    'glued sentence',
    'Сайт romashka.ru.Звоните или пишите support@romashka.ru.Ответим.',
    'page https://romashka.ru/',
    'email support@romashka.ru',
  ),
  text(
    'two in a row',
    'romashka.ru/a,romashka.ru/b',
    'page https://romashka.ru/a',
    'page https://romashka.ru/b',
  ),
  text(
    'Cyrillic mail',
    'Пишите на поддержка@ромашка.рф или HELP@ROMASHKA.RU.',
    'email поддержка@xn--80aa3agjl3d.xn--p1ai',
    'email help@romashka.ru',
  ),
  text(
    'spelled mail',
    'Почта: help [at] romashka (dot) ru, для прессы press собака romashka точка ru.',
    'email help@romashka.ru',
    'email press@romashka.ru',
  ),
  text(
    'no mail',
    'Пакет @types/node, git@github.com:romashka/app.git, @media (min-width: 40em), user@1.2.3.',
  ),
  text(
    'handles',
    'Канал @romashka_news, бот @romashka_helpbot.',
    'telegram https://t.me/romashka_news',
    'telegram https://t.me/romashka_helpbot',
  ),
  text(
    'networks',
    'Telegram: @romashka_tg, Instagram: @romashka_insta, TikTok @romashka_tok.',
    'telegram https://t.me/romashka_tg',
  ),
  text(
    'telegram links',
    't.me/romashka_one, https://telegram.me/romashka_two/15 и tg://resolve?domain=romashka_three.',
    'telegram https://t.me/romashka_one',
    'telegram https://t.me/romashka_two',
    'telegram https://t.me/romashka_three',
  ),
  text(
    'invites',
    'Закрытый чат: https://t.me/+AbCdEfGh12345 или t.me/joinchat/ZyXwVu98765.',
    'telegram https://t.me/+AbCdEfGh12345',
    'telegram https://t.me/+ZyXwVu98765',
  ),
  text('name without a sign', 'Телеграм-бот: romashka_bot', 'telegram https://t.me/romashka_bot'),
  text(
    'stores and MAX',
    'Приложение: https://apps.rustore.ru/app/ru.romashka.shop, канал max.ru/romashka, группа https://ok.ru/romashka.',
    'app https://apps.rustore.ru/app/ru.romashka.shop',
    'max https://max.ru/romashka',
    'page https://ok.ru/romashka',
  ),
  text(
    'English',
    'Call us at +1 (650) 253-0000 ext. 12, mail help@romashka.com or open romashka.com/contact.',
    'phone +16502530000;ext=12',
    'email help@romashka.com',
    'page https://romashka.com/contact',
  ),
  text(
    'English traps',
    'Version 2.0.1, invoice 8800-1234-5678, e.g. at 10.30, see U.S. law 18.2 and chapter 3.am.',
  ),
  text(
    'digits in an address bar',
    'Карточка https://romashka.ru/catalog/88002347000/detail и a78002347000@mail.ru.',
    'page https://romashka.ru/catalog/88002347000/detail',
    'email a78002347000@mail.ru',
  ),
]
