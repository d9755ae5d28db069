#!/usr/bin/env node
import module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { compile } from './compile.js'

// Newer Nodes keep what they parsed; a command spends most of its time on loading packages.
module.enableCompileCache?.()
const compiled = await compile()
// A checkout that cannot be written to runs its sources as they are, only slower to start.
if (compiled === null) (await import('tsx/esm/api')).register()
const load = (name) =>
  import(
    pathToFileURL(
      compiled ? path.join(compiled, `${name}.js`) : path.join(import.meta.dirname, '..', `${name}.ts`),
    ).href
  )

const { runCli } = await load('src/cli/main')
process.exitCode = await runCli(process.argv.slice(2), () => load('workers/main'))
