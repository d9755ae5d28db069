/** What a replay did to one site, moments in milliseconds of virtual time. */
export interface SiteHistory {
  /** Looks at which it failed, first of each series only, and the last moment it was seen well. */
  seriesBeganAt: number | null
  alarms: { at: number; seriesBeganAt: number }[]
  /** First failing look at or after its death; null: never seen. */
  firstFailAt: number | null
}

export function openHistory(): SiteHistory {
  return { seriesBeganAt: null, alarms: [], firstFailAt: null }
}

/** Writes one look into the history. */
export function noteLook(
  history: SiteHistory,
  {
    at,
    failures,
    alarmed,
    diedAt,
  }: { at: number; failures: number; alarmed: boolean; diedAt: number | null },
): void {
  if (failures === 0) history.seriesBeganAt = null
  else history.seriesBeganAt ??= at
  if (failures > 0 && diedAt !== null && at >= diedAt) history.firstFailAt ??= at
  if (alarmed) history.alarms.push({ at, seriesBeganAt: history.seriesBeganAt ?? at })
}
