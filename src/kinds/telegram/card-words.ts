/** Words of the extra line, in the languages in which the card has been seen or is likely. */
export const countWords = {
  subscribers:
    /subscriber|подписчик|підписник|падпісчык|abonnent|abonné|abonad|suscriptor|inscrit|iscritt|abone|obunachi|жазылушы|subskryb|abonnee|pelanggan|مشترك|구독자|登録者|订阅者/iu,
  members:
    /\bmembers?\b|участник|учасник|удзельнік|mitglied|miembro|membre|membro|membri|\büye|a.?zo\b|мүше|\bleden\b|\blid\b|członk|anggota|عضو|멤버|성원|成员/iu,
  monthly: /monthly|в месяц|на місяць|щомісяч|monatlich|mensual|mensuel|mensili|aylık|oylik|ай сайын/iu,
  online: /\bonline\b|в сети|онлайн|у мережі|en ligne|en línea|çevrimiçi/iu,
  any: /\p{L}/u,
}

/** The number before a word: `11 110 268 subscribers`, with plain, narrow or no-break spaces, or `32.8K`. */
export function countBefore(extra: string | null, word: RegExp): number | null {
  for (const part of (extra ?? '').slice(0, 600).split(/ · |,(?!\d)/)) {
    const match = /^\s{0,5}(\d[\d\s.,'’]{0,20})([KMB])?\s{0,5}(\D.{0,60})$/u.exec(part)
    if (!match || !word.test(match[3] ?? '')) continue
    const count = countOf(match[1] ?? '', match[2])
    if (count !== null) return count
  }
  return null
}

function countOf(written: string, unit: string | undefined): number | null {
  const scale = { K: 1e3, M: 1e6, B: 1e9 }[unit ?? '']
  if (scale !== undefined) return Math.round(Number(written.trim().replace(',', '.')) * scale) || null
  const digits = written.replace(/\D/g, '')
  return digits === '' || digits.length > 12 ? null : Number(digits)
}

// The subject comes first, so that a sentence about the sentence is not taken for it.
const refusal =
  /(?:this|the)\s+(?:channel|group|chat|bot|user|account|message)\s+(?:can(?:no|['’ʼ])t|couldn['’ʼ]t|is unavailable|is not (?:accessible|available))(?:\s+be\s+displayed)?[^.\n]{0,160}/iu

/**
 * The sentence with which Telegram does not show a chat here: local law, its own terms, a copyright claim.
 * @param alone the text must be nothing but that sentence
 */
export function findRestriction(text: string, alone: boolean): string | null {
  const plain = text.slice(0, 20_000).replace(/\s+/g, ' ').trim()
  const match = refusal.exec(plain)
  if (!match) return null
  const isAlone = match.index === 0 && plain.length <= match[0].length + 2
  return alone && !isAlone ? null : match[0].trim()
}

/** One line, at most 300 characters; null where nothing is left. Direction marks and fillers are no text. */
export function cleanText(text: string | undefined): string | null {
  const plain = (text ?? '')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u3164\u2800\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? null : plain.slice(0, 300)
}
