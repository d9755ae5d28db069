import type { Pushback } from '../net/pushback.ts'
import { endPauses, pauseHost } from '../store/hosts.ts'
import type { Pipeline } from './context.ts'
import { type Pause, planPause } from './plan-pause.ts'

/**
 * Leaves a host alone that asked for it: its open checks stay open, and one wish brings somebody back when
 * the pause is over. The first usual answer ends the row. @returns the pause; null: there is none.
 * @param heard what a check was told, and how often in a row the host had pushed back before it.
 */
export async function obeyPushback(
  { db, wake, now, log, timeScale }: Pipeline,
  host: string,
  heard: { pushback: Pushback | null; answered: boolean; pushbacks: number },
): Promise<Pause | null> {
  const { pushback, answered } = heard
  if (!pushback) {
    if (answered && heard.pushbacks > 0) await endPauses(db, host)
    return null
  }
  const at = now()
  const pushbacks = heard.pushbacks + 1
  const pause = planPause(pushback, { host, pushbacks, now: at, timeScale })
  await pauseHost(db, host, pause.until, pushbacks)
  log.info({ host, until: pause.until, pushbacks }, 'a host asked to be left alone')
  const inMs = pause.until.getTime() - at.getTime()
  await wake.runHosts([{ hosts: [host], key: `rested-${pause.until.getTime()}`, urgency: 'routine', inMs }])
  return pause
}
