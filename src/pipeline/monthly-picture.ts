import { phaseOf } from '../domain/schedule.ts'

/** How long a picture of an alive contact serves, milliseconds before the time scale. */
const pictureServesMs = 30 * 24 * 3_600_000
/** A browser does not run faster with the clock: however time is scaled, a contact is not photographed more often. */
const shortestServiceMs = 10 * 60_000

/**
 * Whether an alive contact is due for its picture: 30 days after the last one, of whatever verdict. The first
 * comes within 30 days at a moment of its own, so that a new knowledge base is not photographed in one night.
 */
export function isPictureDue(
  contactId: string,
  { lastPictureAt, knownSinceAt }: { lastPictureAt: Date | null; knownSinceAt: Date },
  now: Date,
  timeScale: number,
): boolean {
  const servesMs = Math.max(pictureServesMs / timeScale, shortestServiceMs)
  const dueMs = lastPictureAt
    ? lastPictureAt.getTime() + servesMs
    : knownSinceAt.getTime() + phaseOf(contactId) * servesMs
  return now.getTime() >= dueMs
}
