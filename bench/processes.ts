import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { compileScript } from './compile-script.ts'

/** A script of the bench in a process of its own, spoken to by messages. */
export interface Script {
  pid: number
  /** The next message that it sends. @throws Error when it ends instead. */
  next<T>(): Promise<T>
  send(message: unknown): void
  stop(): Promise<void>
}

const compiled: Record<string, Promise<string>> = {}

/**
 * Compiles and starts `bench/<name>.ts`, and waits for its first message.
 * @param execArgv options of Node.
 */
export async function startScript<T>(
  name: string,
  input: unknown,
  execArgv: readonly string[] = [],
): Promise<Script & { hello: T }> {
  compiled[name] ??= compileScript(name)
  const child = fork(await compiled[name], [JSON.stringify(input)], { execArgv: [...execArgv] })
  child.setMaxListeners(0)
  const received: unknown[] = []
  child.on('message', (message) => received.push(message))
  const next = async <M>(): Promise<M> => {
    while (received.length === 0) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
      await Promise.race([once(child, 'message'), once(child, 'exit')])
    }
    return received.shift() as M
  }
  const hello = await next<T>()
  return {
    pid: child.pid ?? 0,
    next,
    hello,
    send: (message) => void child.send(message as object),
    stop: () => end(child),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Clock ticks a second: fixed for user space on Linux. */
const msPerTick = 10

/** User and system time of a process with all its threads, milliseconds; with `withChildren` also of those that ended. */
export function cpuMs(pid: number, withChildren = false): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name before it may hold spaces and brackets.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  return (user + system + (withChildren ? childUser + childSystem : 0)) * msPerTick
}

/** The same for a server with its living children: a PostgreSQL. */
export function familyCpuMs(pid: number): number {
  let total = cpuMs(pid, true)
  for (const entry of readdirSync('/proc')) {
    if (/^\d+$/.test(entry) && parentOf(entry) === pid) total += cpuMs(Number(entry))
  }
  return total
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch (error) {
    // It ended while we looked.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Resident memory of a process now and at its highest, megabytes. */
export function memoryMb(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return { now: kb('VmRSS') / 1024, peak: kb('VmHWM') / 1024 }
}
