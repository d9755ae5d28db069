import { type Logger, pino } from 'pino'

export type Log = Logger

/** JSON lines to standard error, so that standard output stays free for what a command prints. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      serializers: {
        error: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(error) : error),
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['*.password', '*.token', '*.authorization', '*.cookie'],
    },
    pino.destination(2),
  )
}
