import { not, type Verdict } from '../domain/verdict.ts'
import type { SignatureFamily } from './signature.ts'
import type { WallMatch } from './signatures.ts'

const meanings: Record<SignatureFamily, (id: string) => Verdict> = {
  wall: (id) => not('unknown', 'blocked', 'page/wall', `a bot wall stands in front of it (${id})`),
  rate: (id) => not('unknown', 'blocked', 'http/rate-limited', `asked too often, says ${id}`),
  login: (id) => not('unknown', 'blocked', 'page/login-wall', `only an account gets in (${id})`),
  geo: (id) => not('unknown', 'blocked', 'page/geo-stub', `withheld from where we look (${id})`),
  parked: (id) => not('changed', 'drift', 'page/parked', `the domain leads to a parking page (${id})`),
  paused: (id) => not('unknown', 'unclear', 'page/maintenance', `switched off for now (${id})`),
}

/** What a recognised wall, stub or parking page means. */
export function judgeWall(wall: WallMatch): Verdict {
  return meanings[wall.family](wall.id)
}
