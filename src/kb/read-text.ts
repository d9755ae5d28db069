import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { Problem } from './knowledge-base.ts'

/** Larger files are refused, bytes: the largest honest one is some hundred times smaller. */
const maxFileBytes = 2 * 1024 * 1024

/** Text of a file, or why it is none. A byte order mark at its start is dropped. */
type TextResult = { ok: true; text: string } | { ok: false; problem: Problem }

/** Reads one file of a knowledge base; `file` is the name that problems carry. */
export async function readText(path: string, file: string): Promise<TextResult> {
  const refuse = (message: string, line = 1): TextResult => ({
    ok: false,
    problem: { file, line, column: 1, message },
  })
  const read = await readCapped(path)
  if (!read.ok) return refuse(`cannot be read: ${read.why}`)
  if (read.bytes.length > maxFileBytes) return refuse('larger than 2 MiB: split it')
  if (!isUtf8(read.bytes)) return refuse('not UTF-8: save it with that encoding', firstBadLine(read.bytes))
  return { ok: true, text: new TextDecoder('utf-8').decode(read.bytes) }
}

/** At most one byte over the cap, so that a file that grows or never ends costs no memory. */
async function readCapped(path: string): Promise<{ ok: true; bytes: Buffer } | { ok: false; why: string }> {
  try {
    const handle = await open(path)
    try {
      const bytes = Buffer.alloc(Math.min((await handle.stat()).size, maxFileBytes) + 1)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
      return { ok: true, bytes: bytes.subarray(0, bytesRead) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { ok: false, why: codeOf(error) }
  }
}

/** The system's short name of a failed file operation, such as ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end
  }
  return 1
}
