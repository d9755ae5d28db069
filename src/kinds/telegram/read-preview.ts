import { readMarkup } from '../read-markup.ts'

/**
 * Newest `datetime` of the posts on a `/s/name` page, ISO 8601 in UTC; null without posts. Only a `<time datetime>`
 * inside the date of a message counts: lengths of videos are `<time>` too. Notices of the service (“channel
 * created”) count only where nothing else does.
 */
export function readLastPostAt(html: string): string | null {
  const reader = new PostReader()
  readMarkup(html, reader)
  return reader.newest()?.toISOString() ?? null
}

class PostReader {
  private insideDate = false
  private isService = false
  private post: Date | null = null
  private notice: Date | null = null

  newest(): Date | null {
    return this.post ?? this.notice
  }

  onopentag(tag: string, { class: classes = '', datetime }: Record<string, string>): void {
    const names = classes.split(/\s+/)
    if (names.includes('tgme_widget_message')) this.isService = names.includes('service_message')
    if (tag === 'a' && names.includes('tgme_widget_message_date')) this.insideDate = true
    if (tag !== 'time' || !this.insideDate || datetime === undefined) return
    const at = new Date(datetime)
    if (Number.isNaN(at.getTime())) return
    if (this.isService) this.notice = later(this.notice, at)
    else this.post = later(this.post, at)
  }

  onclosetag(tag: string): void {
    if (tag === 'a') this.insideDate = false
  }
}

function later(known: Date | null, at: Date): Date {
  return known !== null && known > at ? known : at
}
