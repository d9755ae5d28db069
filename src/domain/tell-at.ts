import { lastStruck, nextStrike, quietUntil } from './calendar.ts'
import type { RecipientSettings } from './recipient.ts'

const dayMs = 86_400_000

/**
 * When a recipient wants news that came at `now`: at once, after the quiet hours, or with the next digest.
 * @param timeScale where time runs faster, so do days and weeks, counted from the epoch; nobody sleeps then.
 */
export function tellAt(settings: RecipientSettings, now: Date, timeScale: number): Date {
  const { rhythm, zone, quiet } = settings
  if (rhythm.mode === 'at-once') {
    return (timeScale === 1 && quiet && quietUntil(now, quiet, zone)) || now
  }
  if (timeScale > 1)
    return new Date(strikeBefore(now, rhythm.mode, timeScale) + periodMs(rhythm.mode, timeScale))
  return nextStrike(now, ruleOf(settings, rhythm.mode), zone)
}

/** When the week of a recipient last began: reminders are due from then on. */
export function weekBegan(settings: RecipientSettings, now: Date): Date {
  return lastStruck(now, ruleOf(settings, 'weekly'), settings.zone)
}

function ruleOf({ rhythm }: RecipientSettings, mode: 'daily' | 'weekly') {
  return { atMinute: rhythm.atMinute, weekday: mode === 'weekly' ? rhythm.weekday : null }
}

function strikeBefore(now: Date, mode: 'daily' | 'weekly', timeScale: number): number {
  const period = periodMs(mode, timeScale)
  return Math.floor(now.getTime() / period) * period
}

function periodMs(mode: 'daily' | 'weekly', timeScale: number): number {
  return (mode === 'weekly' ? 7 * dayMs : dayMs) / timeScale
}
