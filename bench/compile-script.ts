import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

/** Compiles a script of the bench as `bin/compile.js` compiles the product, so that no loader is measured. */
export async function compileScript(name: string): Promise<string> {
  const dir = path.join(import.meta.dirname, '../node_modules/.cache/stillthere-bench')
  await mkdir(dir, { recursive: true })
  const outfile = path.join(dir, `${name}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [
      {
        name: 'keep-places',
        setup: (builder) =>
          builder.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
            contents: (await readFile(file, 'utf8')).replaceAll(
              'import.meta.dirname',
              JSON.stringify(path.dirname(file)),
            ),
            loader: 'ts',
          })),
      },
    ],
  })
  return outfile
}
