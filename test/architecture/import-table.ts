import path from 'node:path'

/** A room of the house: the folder, and the rooms that it may import from beside itself. */
interface Room {
  folder: string
  may: readonly string[]
}

/**
 * Who may import whom; ARCHITECTURE.md prints the same table. The longest matching folder counts. Files in
 * `src` itself (configuration, log, metrics) are open to all rooms but the pure ones.
 */
const rooms: readonly Room[] = [
  { folder: 'src/domain', may: [] },
  { folder: 'src/walls', may: ['src/domain'] },
  { folder: 'src/net', may: ['src/domain', 'src'] },
  { folder: 'src/kinds', may: ['src/domain', 'src/net', 'src/walls'] },
  { folder: 'src/kb', may: ['src/domain', 'src/kinds'] },
  { folder: 'src/store', may: ['src/domain', 'src'] },
  { folder: 'src/queue', may: ['src/domain', 'src'] },
  { folder: 'src/alerts', may: ['src/domain', 'src/kinds'] },
  {
    folder: 'src/pipeline',
    may: [
      'src/domain',
      'src/walls',
      'src/net',
      'src/kinds',
      'src/kb',
      'src/store',
      'src/queue',
      'src/alerts',
      'src',
    ],
  },
  {
    folder: 'src/cli',
    may: ['src/domain', 'src/net', 'src/kinds', 'src/kb', 'src/store', 'src/queue', 'src/pipeline', 'src'],
  },
  { folder: 'src', may: ['src/domain', 'src/net', 'src/pipeline'] },
  { folder: 'dashboard', may: ['src/domain', 'src/kinds', 'src/store', 'src/pipeline', 'src/queue', 'src'] },
  // Workers wire the house together, so they alone see the dashboard's constructor and the command line's openers.
  {
    folder: 'workers',
    may: [
      'src/domain',
      'src/net',
      'src/kinds',
      'src/kb',
      'src/store',
      'src/queue',
      'src/alerts',
      'src/pipeline',
      'src/cli',
      'src',
      'dashboard',
    ],
  },
]

/** Packages that only one room may know. */
const ownedPackages: Record<string, readonly string[]> = {
  bullmq: ['src/queue'],
  ioredis: ['src/queue'],
  pg: ['src/store'],
  kysely: ['src/store', 'workers'],
  hono: ['dashboard'],
  nodemailer: ['src/alerts'],
  undici: ['src/net'],
  playwright: ['src/net', 'workers'],
  '@crawlee/basic': ['src/net'],
  crawlee: ['src/net'],
}

/** Imports that break the table, as `file -> what: why`. Tests are exempt: they may look everywhere. */
export function findForbiddenImports(files: ReadonlyMap<string, string>): string[] {
  const forbidden: string[] = []
  for (const [file, source] of files) {
    const room = roomOf(file)
    if (!room || isTest(file)) continue
    for (const specifier of importsOf(source)) {
      const why = specifier.startsWith('.') ? whyNot(room, file, specifier) : whyNotPackage(room, specifier)
      if (why) forbidden.push(`${file} -> ${specifier}: ${why}`)
    }
  }
  return forbidden
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

function roomOf(file: string): Room | undefined {
  return rooms
    .filter((room) => file.startsWith(`${room.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0]
}

function whyNot(room: Room, file: string, specifier: string): string | null {
  const target = path.posix.join(path.posix.dirname(file), specifier)
  if (room.folder === 'src/kinds') {
    const [from, to] = [kindFolder(file), kindFolder(target)]
    if (from && to && from !== to) return `kind ${from} must not know kind ${to}`
  }
  const targetRoom = roomOf(target)
  if (!targetRoom) return target.startsWith('package.json') ? null : 'nothing imports it'
  if (targetRoom === room || room.may.includes(targetRoom.folder)) return null
  return `${room.folder} must not import ${targetRoom.folder}`
}

function kindFolder(file: string): string | null {
  return /^src\/kinds\/([^/]+)\//.exec(file)?.[1] ?? null
}

function whyNotPackage(room: Room, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const owners = ownedPackages[name]
  return owners && !owners.includes(room.folder) ? `only ${owners.join(' and ')} may know ${name}` : null
}

function importsOf(source: string): string[] {
  const statement = /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g
  return [...source.matchAll(statement)].flatMap((match) => match[1] ?? [])
}
