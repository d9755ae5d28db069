import { type Logger, pino } from 'pino'

export type Log = Logger

/** What was logged as an error: our own mistakes, kept until somebody takes them. */
export interface ErrorRing {
  push(message: string, detail: string): void
  /** What gathered since the last time. */
  take(): { at: Date; message: string; detail: string }[]
}

const ringSize = 50
const errorLevel = 50

/** Keeps the newest fifty; a process that fails in a loop must not fill its memory with it. */
export function openErrorRing(now: () => Date = () => new Date()): ErrorRing {
  let kept: ReturnType<ErrorRing['take']> = []
  return {
    push(message, detail) {
      kept = [...kept, { at: now(), message: message.slice(0, 500), detail: detail.slice(0, 4000) }].slice(
        -ringSize,
      )
    },
    take() {
      const taken = kept
      kept = []
      return taken
    },
  }
}

function remember(ring: ErrorRing, args: readonly unknown[]): void {
  const [first, second] = args
  const message = typeof first === 'string' ? first : typeof second === 'string' ? second : 'error'
  const fields = typeof first === 'object' && first !== null ? Object.values(first) : []
  const cause = first instanceof Error ? first : fields.find((value) => value instanceof Error)
  ring.push(message, cause instanceof Error ? (cause.stack ?? cause.message) : '')
}

/** JSON lines to standard error, so that standard output stays free for what a command prints. */
export function openLog(level: string, ring?: ErrorRing): Log {
  return pino(
    {
      level,
      base: null,
      ...(ring && {
        hooks: {
          logMethod(args, write, at) {
            if (at >= errorLevel) remember(ring, args)
            write.apply(this, args)
          },
        },
      }),
      serializers: {
        error: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(error) : error),
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['*.password', '*.token', '*.authorization', '*.cookie'],
    },
    pino.destination(2),
  )
}
