import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const cache = path.join(root, 'node_modules', '.cache', 'stillthere')
const entries = ['src/cli/main.ts', 'workers/main.ts', 'src/pipeline/extraction-worker.ts']

/**
 * Compiles the sources into one folder of JavaScript, unless that was done since they last changed: loading
 * them one by one costs a command two seconds instead of half a one.
 * @returns the folder, or null where none can be written.
 */
export async function compile() {
  const dir = path.join(cache, await fingerprint())
  if (await exists(path.join(dir, 'src/cli/main.js'))) return dir
  const half = `${dir}.${process.pid}`
  try {
    await mkdir(half, { recursive: true })
  } catch {
    return null
  }
  const { build } = await import('esbuild')
  await build({
    entryPoints: entries.map((entry) => path.join(root, entry)),
    outdir: half,
    outbase: root,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'error',
    plugins: [keepPlaces],
  })
  await forgetOlder(dir)
  // A folder that another process finished first is as good as ours.
  await rename(half, dir).catch(() => rm(half, { recursive: true, force: true }))
  return dir
}

// Sources find files beside themselves (migrations, styles) by their own folder, not by that of the output.
const keepPlaces = {
  name: 'keep-places',
  setup(builder) {
    builder.onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8')
      return {
        contents: text.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))),
        loader: file.endsWith('x') ? 'tsx' : 'ts',
      }
    })
  },
}

/** Changes with any source file, and with the place of the checkout. */
async function fingerprint() {
  const hash = createHash('sha256').update(`${root} ${process.version}`)
  for (const folder of ['src', 'workers', 'dashboard']) {
    const files = await readdir(path.join(root, folder), { recursive: true })
    for (const file of files.filter((name) => /\.tsx?$/.test(name)).sort()) {
      const { mtimeMs, size } = await stat(path.join(root, folder, file))
      hash.update(`${folder}/${file} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function forgetOlder(keep) {
  const hourAgo = Date.now() - 3_600_000
  for (const name of await readdir(cache)) {
    const dir = path.join(cache, name)
    // Younger ones may be in use by a process that loads its parts late.
    if (dir !== keep && (await stat(dir)).mtimeMs < hourAgo) await rm(dir, { recursive: true, force: true })
  }
}

async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  )
}
