import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importPlan } from './import-plan.ts'
import type { Plan } from './plan.ts'

/**
 * Reads all `*.csv` of a folder (`DATA_DIR/numbering`), as the register publishes them. Null where there is no
 * such folder or nothing in it: the plan is an extra.
 * @throws Error when a file is there and cannot be read
 */
export async function loadPlan(folder: string): Promise<Plan | null> {
  const names = (await namesIn(folder)).filter((name) => /\.csv$/i.test(name)).sort()
  if (names.length === 0) return null
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const plan = importPlan(texts)
  return plan.rows > 0 ? plan : null
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new Error(`the numbering plan in ${folder} cannot be read`, { cause: error })
  }
}
