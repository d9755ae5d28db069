import type { Kind } from './kind.ts'

/** Texts of the `net/` and `http/` codes. */
export const netReasons: Kind['reasons'] = {
  'net/dns-not-found': {
    means: {
      ru: 'Такого доменного имени нет: регистрация кончилась или в адресе ошибка.',
      en: 'The domain name does not exist: it ran out, or the address is misspelt.',
    },
    next: {
      ru: 'Проверьте написание. Верно — найдите новый адрес у владельца или снимите контакт.',
      en: 'Check the spelling. If it is right, find the owner’s new address or retire the contact.',
    },
  },
  'net/dns-failure': {
    means: {
      ru: 'Серверы имён не ответили или ответили ошибкой.',
      en: 'The name servers did not answer, or answered with an error.',
    },
    next: {
      ru: 'Подождите подтверждения; если сбой держится, откройте адрес сами.',
      en: 'Wait for confirmation; if it lasts, open the address yourself.',
    },
  },
  'net/refused': {
    means: {
      ru: 'Сервер отказал в соединении.',
      en: 'The server refused the connection.',
    },
    next: {
      ru: 'Подождите подтверждения; если сбой держится, откройте адрес сами.',
      en: 'Wait for confirmation; if it lasts, open the address yourself.',
    },
  },
  'net/reset': {
    means: {
      ru: 'Соединение оборвалось. Так выглядят и сбои, и блокировки по пути.',
      en: 'The connection broke off. Faults look like this, and so do blocks on the way.',
    },
    next: {
      ru: 'Откройте адрес из своей сети и отметьте, что увидели.',
      en: 'Open the address from your own network and attest what you see.',
    },
  },
  'net/timeout': {
    means: {
      ru: 'За отведённое время ответа не было.',
      en: 'No answer came in the time allowed.',
    },
    next: {
      ru: 'Подождите подтверждения; если сбой держится, откройте адрес сами.',
      en: 'Wait for confirmation; if it lasts, open the address yourself.',
    },
  },
  'net/tls-expired': {
    means: {
      ru: 'Сертификат сайта просрочен: читатели увидят предупреждение.',
      en: 'The site’s certificate has expired: readers get a warning.',
    },
    next: {
      ru: 'Сообщите владельцу. Если не исправят за несколько дней, ищите замену.',
      en: 'Tell the owner. If it is not mended within days, look for a replacement.',
    },
  },
  'net/tls-wrong-host': {
    means: {
      ru: 'Сертификат выписан на другое имя: возможно, сайт переехал.',
      en: 'The certificate is for another name: the site may have moved.',
    },
    next: {
      ru: 'Откройте адрес и посмотрите, чей это теперь сайт.',
      en: 'Open the address and see whose site it is now.',
    },
  },
  'net/tls-untrusted': {
    means: {
      ru: 'Сертификату нет доверия: неизвестный издатель или неполная цепочка.',
      en: 'The certificate is not trusted: unknown issuer or an incomplete chain.',
    },
    next: {
      ru: 'Откройте адрес в обычном браузере. Предупреждает и он — не отправляйте туда читателей.',
      en: 'Open it in an ordinary browser. If that warns too, send no readers there.',
    },
  },
  'net/too-many-redirects': {
    means: {
      ru: 'Сайт перенаправляет по кругу или слишком много раз.',
      en: 'The site redirects in circles or too many times.',
    },
    next: {
      ru: 'Откройте адрес сами; помогло окно без прошлых посещений — запишите конечный адрес.',
      en: 'Open it in a private window; if you arrive, note the final address.',
    },
  },
  'net/body-too-large': {
    means: {
      ru: 'Ответ слишком велик, чтобы быть страницей с контактом.',
      en: 'The answer is too big to be a page with a contact.',
    },
    next: {
      ru: 'Проверьте, не ведёт ли адрес на файл.',
      en: 'See whether the address leads to a file.',
    },
  },
  'net/bad-response': {
    means: {
      ru: 'Сервер ответил не по правилам: читать нечего.',
      en: 'The server’s answer breaks the rules: there is nothing to read.',
    },
    next: {
      ru: 'Подождите подтверждения; если сбой держится, откройте адрес сами.',
      en: 'Wait for confirmation; if it lasts, open the address yourself.',
    },
  },
  'net/address-blocked': {
    means: {
      ru: 'Имя ведёт на внутренний адрес, куда мы не ходим.',
      en: 'The name leads to an internal address, where we do not go.',
    },
    next: {
      ru: 'Проверьте адрес. Так и задумано — попросите администратора разрешить эту сеть.',
      en: 'Check the address. If it is meant, ask the administrator to allow that network.',
    },
  },
  'net/offline': {
    means: {
      ru: 'У нас самих не было связи. К контакту это не относится.',
      en: 'We were offline ourselves. This says nothing of the contact.',
    },
    next: {
      ru: 'Ничего не делайте: проверка повторится сама.',
      en: 'Do nothing: the check will be repeated.',
    },
  },
  'http/not-found': {
    means: {
      ru: 'Сервер отвечает, что такой страницы нет (404).',
      en: 'The server says that there is no such page (404).',
    },
    next: {
      ru: 'Найдите, куда переехала страница, и замените адрес, или снимите контакт.',
      en: 'Find where the page went and replace the address, or retire the contact.',
    },
  },
  'http/gone': {
    means: {
      ru: 'Сервер отвечает, что страницу убрали насовсем (410).',
      en: 'The server says that the page was removed for good (410).',
    },
    next: {
      ru: 'Замените адрес или снимите контакт.',
      en: 'Replace the address or retire the contact.',
    },
  },
  'http/client-error': {
    means: {
      ru: 'Сервер не пустил нас или не понял запроса. О самой странице это ничего не говорит.',
      en: 'The server kept us out or did not understand us. This says nothing of the page itself.',
    },
    next: {
      ru: 'Откройте адрес в браузере и отметьте, что увидели.',
      en: 'Open the address in a browser and attest what you see.',
    },
  },
  'http/server-error': {
    means: {
      ru: 'Сервер сломан или перегружен.',
      en: 'The server is broken or overloaded.',
    },
    next: {
      ru: 'Подождите подтверждения; если сбой держится, откройте адрес сами.',
      en: 'Wait for confirmation; if it lasts, open the address yourself.',
    },
  },
  'http/rate-limited': {
    means: {
      ru: 'Сервер просит спрашивать реже.',
      en: 'The server asks us to come less often.',
    },
    next: {
      ru: 'Ничего не делайте; если так каждый раз, увеличьте промежуток между проверками.',
      en: 'Do nothing; if it happens every time, check less often.',
    },
  },
}
