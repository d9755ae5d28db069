import type { PostClient } from '../src/net/post.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { listProcesses, recall } from '../src/store/monitor.ts'
import { oldestWaitingCheckAt } from '../src/store/waiting-checks.ts'
import type { Worker } from './scheduler.ts'

const pingEveryMs = 60_000
/** A process that was not seen for this long is dead; checks that wait this long are not being run. */
const aliveMs = 300_000
const lagMs = 3_600_000

/**
 * The dead man's switch: asks an outside address once a minute while the database answers, a checker lives and
 * checks keep up. Whoever listens there raises the alarm when it stops, which no process of ours could.
 */
export function startPing(
  pipeline: Pipeline,
  { send }: Pick<PostClient, 'send'>,
  url: string,
  everyMs = pingEveryMs,
): Worker {
  const ping = async () => {
    if (!(await isWell(pipeline))) return
    const sent = await send(url, { method: 'GET' })
    // Never the address: it is a secret of sorts.
    if (!sent.ok) pipeline.log.warn({ error: sent.message }, 'the ping address could not be reached')
  }
  let last: Promise<unknown> = Promise.resolve()
  const beat = () => {
    last = ping().catch((error: unknown) =>
      pipeline.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'no ping now'),
    )
  }
  beat()
  const timer = setInterval(beat, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await last
    },
  }
}

async function isWell({ db, now }: Pipeline): Promise<boolean> {
  const at = now().getTime()
  const [processes, waitingSinceAt, online] = await Promise.all([
    listProcesses(db, new Date(at - aliveMs)),
    oldestWaitingCheckAt(db, new Date(at)),
    recall(db, 'online'),
  ])
  const isChecked = processes.some(({ roles }) => roles.includes('checker'))
  const isOffline = online?.value.online === false
  return isChecked && (isOffline || waitingSinceAt === null || at - waitingSinceAt.getTime() < lagMs)
}
