import { escapeXml } from './xml.ts'

/** A badge: what it is about, what it says, and how that is meant. */
export interface Badge {
  label: string
  message: string
  mood: 'good' | 'bad' | 'unsure'
}

// White text on each has a contrast of at least 4.5 (WCAG 1.4.3).
const fills = { good: '#1a7f37', bad: '#c62828', unsure: '#6e5a00' }
const letterPx = 7
const paddingPx = 10

/** A badge as a picture that needs no font of ours and says the same to a screen reader. */
export function renderBadge({ label, message, mood }: Badge): string {
  const widths = [label, message].map((text) => [...text].length * letterPx + 2 * paddingPx)
  const [left = 0, right = 0] = widths
  const said = escapeXml(`${label}: ${message}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="22" role="img" aria-label="${said}">`,
    `<title>${said}</title>`,
    `<rect width="${left}" height="22" fill="#3d444d"/>`,
    `<rect x="${left}" width="${right}" height="22" fill="${fills[mood]}"/>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">',
    `<text x="${left / 2}" y="15">${escapeXml(label)}</text>`,
    `<text x="${left + right / 2}" y="15">${escapeXml(message)}</text>`,
    '</g></svg>',
  ].join('')
}

/** The same for shields.io's endpoint badges. */
export function describeBadge({ label, message, mood }: Badge) {
  const color = { good: 'brightgreen', bad: 'red', unsure: 'yellow' }[mood]
  return { schemaVersion: 1, label, message, color }
}
