import { parentPort, workerData } from 'node:worker_threads'
import { extractFindings } from '../kb/extract/extract-article.ts'
import type { Finding, Format, Organisation } from '../kb/extract/finding.ts'
import { registry } from '../kinds/index.ts'

/** A text to read apart from the event loop; all of it can be sent to a thread. */
export interface ExtractionTask {
  text: string
  format: Format
  organisations: readonly Organisation[]
  url: string | null
  /** Places beyond these are not sent back. */
  most: number
}

const { text, format, organisations, url, most }: ExtractionTask = workerData
const options = { format, registry, organisations, ...(url !== null && { url }) }
const found: Finding[] = extractFindings(text, options).slice(0, most)
parentPort?.postMessage(found)
