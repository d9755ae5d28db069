const dayMs = 86_400_000

/** Breaks are counted over this long, milliseconds before the time scale. */
export const flappingWindowMs = 30 * dayMs
/** A break of a flapping contact is news after all once it has lasted so long, milliseconds before the time scale. */
export const flappingSettlesMs = 7 * dayMs

const flappingBreaks = 3

/**
 * How the n-th confirmed break within the window is told, this one counted: the first two as any other, the
 * third with the remark that the contact comes and goes, and what follows only if it lasts.
 */
export function tellingOf(breaks: number): 'as-usual' | 'as-flapping' | 'if-it-lasts' {
  if (breaks < flappingBreaks) return 'as-usual'
  return breaks === flappingBreaks ? 'as-flapping' : 'if-it-lasts'
}
