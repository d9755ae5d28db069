/** The last looks of one process at contacts that were well. */
export interface Run {
  /** Newest last: the site of one that failed, null for one that answered. */
  looks: readonly (string | null)[]
  /** Share of such looks that fails on ordinary days. */
  usual: number
  /** Since when failures are held back; null: they count. */
  heldSinceAt: Date | null
}

const looksKept = 200
const looksNeeded = 50
/** Fewer than these are told of one by one. */
const failuresNeeded = 10
/** More failures of one site are that site's own wave. */
const failuresOfSite = 3
/** Above this share, or three times the usual one, our own way out is the likelier cause. */
const leastShare = 0.05
const timesUsual = 3
/** Looks over which the usual share is learned. */
const looksLearned = 2_000

/** One isolated failing look in 70 is everyday life (1.4 % a site and day on the GSA trace). */
export function openRun(): Run {
  return { looks: [], usual: 0.014, heldSinceAt: null }
}

/**
 * Adds a look at a contact that was well. When too many of different sites fail at once, nobody is blamed: the
 * waves of the BHL crawls, a fifth to two thirds of all addresses, made 99.9 % of their breaks and passed.
 * @param failedSite null: it answered.
 * @param heldAtMostMs after so long the failures are taken for real.
 */
export function lookOn(run: Run, failedSite: string | null, now: Date, heldAtMostMs: number): Run {
  const looks = [...run.looks, failedSite].slice(-looksKept)
  const failures = countFailures(looks)
  const share = failures / looks.length
  const limit = Math.max(leastShare, timesUsual * run.usual)
  if (run.heldSinceAt === null) {
    const usual = run.usual + ((failedSite === null ? 0 : 1) - run.usual) / looksLearned
    const trips = looks.length >= looksNeeded && failures >= failuresNeeded && share > limit
    return { looks, usual, heldSinceAt: trips ? now : null }
  }
  if (share <= limit / 2) return { ...run, looks, heldSinceAt: null }
  if (now.getTime() - run.heldSinceAt.getTime() < heldAtMostMs) return { ...run, looks }
  return { looks: [], usual: Math.max(run.usual, share), heldSinceAt: null }
}

function countFailures(looks: readonly (string | null)[]): number {
  const ofSite = new Map<string, number>()
  let failures = 0
  for (const site of looks) {
    if (site === null) continue
    const count = (ofSite.get(site) ?? 0) + 1
    ofSite.set(site, count)
    if (count <= failuresOfSite) failures += 1
  }
  return failures
}
