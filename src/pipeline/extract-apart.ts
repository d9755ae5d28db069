import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { extractFindings } from '../kb/extract/extract-article.ts'
import type { Finding } from '../kb/extract/finding.ts'
import { type Registry, registry } from '../kinds/index.ts'
import type { ExtractionTask } from './extraction-worker.ts'

/** Shorter texts are read in less time than a thread needs to start, characters. */
const shortest = 64_000
/** A thread that takes longer is stuck: the largest article takes some seconds on a busy machine. */
const limitMs = 60_000

/**
 * Finds contacts without holding up the pages: long texts are read in a thread of their own.
 * @throws when the thread ends without an answer, which is a bug of ours
 */
export async function extractApart(kinds: Registry, task: ExtractionTask): Promise<Finding[]> {
  const { text, format, organisations, url, most } = task
  // A thread knows the kinds of the product only.
  if (text.length >= shortest && kinds === registry) return inThread(task)
  const options = { format, registry: kinds, organisations, ...(url !== null && { url }) }
  return extractFindings(text, options).slice(0, most)
}

function inThread(task: ExtractionTask): Promise<Finding[]> {
  const { code, isScript } = placeOfWorker()
  const worker = new Worker(code, {
    eval: isScript,
    execArgv: [],
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  return new Promise<Finding[]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`an article took over ${limitMs / 1000} s`)), limitMs)
    worker.once('message', (found: Finding[]) => resolve(found))
    worker.once('error', (cause) => reject(new Error('an article could not be read', { cause })))
    worker.once('exit', (code) => reject(new Error(`the reader of articles ended with ${code}`)))
    worker.once('exit', () => clearTimeout(timer))
  }).finally(() => worker.terminate())
}

/** Beside the compiled output, whose parts lie in its root or in the folder of an entry; else the source itself. */
function placeOfWorker(): { code: string | URL; isScript: boolean } {
  if (!import.meta.url.endsWith('.ts'))
    for (const up of ['.', '..', '../..']) {
      const file = new URL(`${up}/src/pipeline/extraction-worker.js`, import.meta.url)
      if (existsSync(file)) return { code: file, isScript: false }
    }
  const source = pathToFileURL(`${import.meta.dirname}/extraction-worker.ts`).href
  // A thread does not inherit the loader of TypeScript. Its CommonJS half looks for itself in a wrong folder.
  const half = createRequire(import.meta.url).resolve('tsx/esm/api')
  const loader = pathToFileURL(half.replace(/\.cjs$/, '.mjs')).href
  const script = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return { code: script, isScript: true }
}
