const ruPage =
  '(?:страниц[аыуе]|веб-страниц[аы]|стать[яи]|материал[а]?|раздел[а]?|документ[а]?|файл[а]?|запис[ьи]|объявлени[ея]|ресурс[а]?|приложени[ея])'
const ruThis =
  '(?:эт(?:а|ой|от|ого|у)|так(?:ая|ой|ого|ую)|данн(?:ая|ой|ый|ого)|запр(?:ашиваем|ошенн)(?:ая|ой|ый|ого|ую)|иском(?:ая|ой|ый)|нужн(?:ая|ой|ую)|указанн(?:ая|ой|ый))'
const ruGone =
  '(?:не (?:найден|обнаружен|существу|была найдена|доступн)[а-я]{0,3}|отсутству[а-я]{2}|(?:был[аои]? )?удал[а-я]{3,4}|(?:был[аои]? )?перемещен[а-я]?|потерял[а-я]{2,3}|пропал[а-я]?|устарел[а-я]?|больше не (?:существует|доступна|работает)|больше нет|уже нет|нет)'

const enPage = '(?:page|file|article|document|content|item|resource|post|url|link|site|product)'
const enGone =
  "(?:(?:was |is |were |could |can |has been |does |do )?(?:not|no longer) (?:be )?(?:found|exists?|available|here)|doesn't exist|do not exist|isn't (?:available|here)|can't be found|couldn't be found|cannot be found|wasn't found|no longer exists|has been (?:removed|deleted|moved)|not exist|is gone|missing)"

/** Whole headings in Russian, lower case, е for ё. Collected from pages of 2026. */
const russian = [
  `(?:${ruThis} )?(?:вами )?${ruPage},? (?:с таким адресом |на сайте |у нас |по (?:этому|данному|указанному) адресу )?${ruGone}(?: (?:или|либо|и) .{3,40})?`,
  `(?:а )?${ruThis} ${ruPage} (?:у нас |на сайте |на нашем сайте |в природе |здесь |тут |больше |уже |пока )?(?:нет|не существует|не найдено|не обнаружено)`,
  `${ruPage},? котор(?:ую|ый|ое) вы (?:ищете|искали|запрашиваете|запросили|пытаетесь открыть),? ${ruGone}(?: (?:или|либо|и) .{3,40})?`,
  `(?:мы )?не (?:нашли|смогли найти|можем найти|удалось найти|получилось найти) (?:${ruThis} )?${ruPage}`,
  `нет ${ruThis} ${ruPage}`,
  'страница удалена (?:либо|или) еще не создана',
  'адрес (?:страницы )?(?:набран|введен|указан) (?:неправильно|неверно)(?:,? или такой страницы (?:больше )?не существует)?',
  '(?:неверный|неправильный|несуществующий) адрес(?: страницы)?',
  '(?:вы попали на )?несуществующ(?:ая|ую) страниц[ау]',
  '(?:страница |данные |объект |адрес )?не найден[оаы]?',
  '(?:похоже|кажется),? (?:здесь|тут|такой страницы) (?:ничего )?(?:нет|не существует)',
  '(?:здесь|тут) (?:пока )?ничего нет',
  'мы потеряли (?:эту |вашу )?страницу',
  'опрос (?:не найден|удален)',
  'сторінк[уа] не (?:знайдено|знайдена|існує)',
  'старонка не знойдзена',
]

/** The same in English and in the languages of the European web. */
const western = [
  `(?:oops!? |sorry,? |whoops!? )?(?:(?:the|this|that|your) )?(?:requested |web )?${enPage}(?: (?:you requested|requested|you (?:are|were|'re) (?:looking for|trying to (?:reach|access|view|find))|you've requested))?(?: in this blog| on this (?:site|server))?,? ${enGone}(?: (?:or|and) .{3,40})?`,
  `the ${enPage} you(?: are|'re| were) (?:looking for|trying to (?:reach|access|view|find)) (?:might have been |may have been |has been |have been )?${enGone}`,
  `we(?: are|'re)? (?:can't|cannot|couldn't|could not|unable to|can not|were unable to) (?:seem to )?find (?:that|this|the|your) ${enPage}(?: you(?:'re| are| were) looking for)?`,
  '(?:http )?(?:error )?(?:status )?(?:code )?404 ?[-:|–—.,!]{0,2} ?(?:page |file |error )?(?:\\(?not found\\)?|error|page|file or directory not found)?',
  '(?:page |file |object |site |project |document |content )?not found',
  'nothing (?:was |to )?(?:found|see) here',
  "(?:there's |there is )?nothing here(?:,? yet)?",
  'no such (?:page|app|site|file|document)',
  'the resource cannot be found',
  'file or directory not found',
  'help center closed',
  'the thing you were looking for is no longer here, or never was',
  "this (?:content|page|video|post|account|profile) isn't available(?: right now| anymore)?",
  'seite (?:wurde )?(?:leider )?nicht gefunden',
  '(?:cette )?page (?:non trouvée|introuvable)',
  '(?:la )?página (?:no (?:encontrada|existe)|não encontrada)',
  'pagina non trovata',
  '(?:nie znaleziono strony|strona nie (?:została )?znaleziona|strona nie istnieje)',
  'sayfa bulunamadı',
  '(?:找不到页面|页面不存在|页面未找到|您访问的页面不存在)',
]

export const strongHeadings: readonly string[] = [
  ...russian,
  ...western,
  '(?:ошибка|error|код ошибки) ?№? ?404',
  '404 ?(?:ошибка|error)',
]

/** Sentences by which hosters and platforms say that they serve no such thing; whole short pages. */
export const platformPhrases = [
  "there isn't a github pages site here",
  'deployment_not_found',
  'the deployment could not be found',
  'not found - request id:',
  'fastly error: unknown domain',
  'the specified bucket does not exist',
  '<code>nosuchbucket',
  'nosuchkey',
  '404 error unknown site',
  'no site for domain',
  'project doesnt exist... yet',
  'no settings were found for this company',
  'non-hub domain',
  "whatever you were looking for doesn't currently exist at this address",
  'this uservoice subdomain is currently available',
  'you may have mistyped the address or the page may have moved',
  'the web site you are looking for could not be found',
  "there's nothing here, yet",
  'no such app',
] as const
