import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { generateSource } from 'oazapfts'
import { descriptionFile } from './checked-fetch.ts'

const root = path.join(import.meta.dirname, '../..')
/** Folder of the small library that generated clients call. */
const runtime = path.dirname(fileURLToPath(import.meta.resolve('@oazapfts/runtime')))

/** The parts of an answer that the story reads. */
interface Body {
  items: { id: string; status: string; flags: string[] }[]
  id: number
  state: string
  status: string
  detail: string
  verdict: { state: string }
  check: { id: number }
  flags: string[]
  attestations: { photo: string | null }[]
}

interface Answer {
  status: number
  data: Body
}

type Call<Parts extends unknown[]> = (...parts: Parts) => Promise<Answer>

/** The generated functions that the story calls, as the generator names and orders their parameters. */
export interface GeneratedClient {
  defaults: { baseUrl: string; headers: Record<string, string>; fetch: typeof fetch }
  listContacts: Call<[{ status?: string; flag?: string; limit?: number }?]>
  readContact: Call<[string]>
  recheckContact: Call<[string, { checkedWithinSeconds?: number }?]>
  readCheck: Call<[number, { wait?: number }?]>
  acknowledgeContact: Call<[string]>
  releaseContact: Call<[string]>
  muteContact: Call<[string, { days?: number; reason?: string }, { ifMatch?: string }?]>
  unmuteContact: Call<[string]>
  attestContact: Call<
    [string, { says: string; how?: string; photo?: string }, { idempotencyKey?: string; ifMatch?: string }?]
  >
  undoContact: Call<[string]>
  listIncidents: Call<[]>
  readIncident: Call<[number]>
  acknowledgeIncident: Call<[number]>
  lookUpValue: Call<[string]>
}

/** Makes a client as its users would: the public generator, from the file, compiled and loaded. */
export async function generateClient(): Promise<GeneratedClient> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stillthere-client-'))
  const source = path.join(folder, 'client.ts')
  await writeFile(source, await generateSource(descriptionFile))
  const outfile = path.join(folder, 'client.mjs')
  // The runtime of the client is found from here, not from the folder it was written to.
  await build({
    ...{ entryPoints: [source], outfile, bundle: true, format: 'esm', platform: 'node' },
    nodePaths: [path.join(root, 'node_modules')],
    logLevel: 'silent',
  })
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  await promisify(execFile)(process.execPath, [
    path.join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    folder,
  ])
  const client = (await import(pathToFileURL(outfile).href)) as GeneratedClient
  await rm(folder, { recursive: true })
  return client
}

const tsconfig = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', module: 'esnext' },
    moduleResolution: 'bundler',
    types: [],
    lib: ['es2022', 'dom'],
    paths: {
      '@oazapfts/runtime': [`${runtime}/index.d.ts`],
      '@oazapfts/runtime/*': [`${runtime}/*`],
    },
  },
  files: ['client.ts'],
}
