import type { ReviewCursor } from '../src/store/review-queue.ts'
import { isContactId } from './ids.ts'

/** A place in the queue as one opaque word. */
export function writeReviewCursor({ rank, dueAt, id }: ReviewCursor): string {
  return Buffer.from(`${rank} ${dueAt.getTime()} ${id}`).toString('base64url')
}

/** The place that `writeReviewCursor` wrote; null for anything else. */
export function readReviewCursor(text: string | undefined): ReviewCursor | null {
  const match = /^([0-2]) (\d{1,14}) (\S+)$/.exec(Buffer.from(text ?? '', 'base64url').toString())
  const [, rank, ms, id = ''] = match ?? []
  return match && isContactId(id) ? { rank: Number(rank), dueAt: new Date(Number(ms)), id } : null
}
