import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** PEM texts of a certificate and its key. */
export interface Certified {
  cert: string
  key: string
}

/** An authority made for one test; `caFile` is what NODE_EXTRA_CA_CERTS wants. */
export interface TestAuthority {
  caFile: string
  /** A certificate for names or addresses; days are counted from now and may lie in the past. */
  issue(hosts: readonly string[], fromDays?: number, untilDays?: number): Promise<Certified>
  selfSigned(hosts: readonly string[]): Promise<Certified>
  close(): Promise<void>
}

/** Makes an authority with the openssl binary. */
export async function createAuthority(): Promise<TestAuthority> {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-ca-'))
  const at = (name: string) => join(folder, name)
  await makeKey(at('ca.key'))
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '30',
    '-subj',
    '/CN=Test CA',
  )
  let count = 0
  return {
    caFile: at('ca.pem'),
    async issue(hosts, fromDays = -1, untilDays = 30) {
      const name = `leaf${count++}`
      await makeKey(at(`${name}.key`))
      await openssl(
        'req',
        '-new',
        '-key',
        at(`${name}.key`),
        '-out',
        at(`${name}.csr`),
        '-subj',
        `/CN=${hosts[0]}`,
      )
      await writeFile(at(`${name}.cnf`), caConfig(folder, name, hosts))
      await writeFile(at(`${name}.srl`), `${10 + count}\n`)
      await writeFile(at(`${name}.txt`), '')
      const dates = ['-startdate', dateOf(fromDays), '-enddate', dateOf(untilDays)]
      const files = ['-config', at(`${name}.cnf`), '-in', at(`${name}.csr`), '-out', at(`${name}.pem`)]
      await openssl('ca', '-batch', '-notext', ...dates, ...files)
      return readPair(at(name))
    },
    async selfSigned(hosts) {
      const name = `self${count++}`
      await makeKey(at(`${name}.key`))
      const names = ['-subj', `/CN=${hosts[0]}`, '-addext', `subjectAltName=${altNames(hosts)}`]
      await openssl(
        'req',
        '-x509',
        '-new',
        '-key',
        at(`${name}.key`),
        '-out',
        at(`${name}.pem`),
        '-days',
        '9',
        ...names,
      )
      return readPair(at(name))
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function openssl(...args: string[]): Promise<void> {
  await run('openssl', args)
}

function makeKey(file: string): Promise<void> {
  return openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file)
}

async function readPair(base: string): Promise<Certified> {
  const [cert, key] = await Promise.all([readFile(`${base}.pem`, 'utf8'), readFile(`${base}.key`, 'utf8')])
  return { cert, key }
}

function altNames(hosts: readonly string[]): string {
  return hosts.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',')
}

function dateOf(days: number): string {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString()
  return `${iso.slice(0, 19).replace(/[-:T]/g, '')}Z`
}

function caConfig(folder: string, name: string, hosts: readonly string[]): string {
  return `[ca]
default_ca = it
[it]
database = ${folder}/${name}.txt
serial = ${folder}/${name}.srl
new_certs_dir = ${folder}
certificate = ${folder}/ca.pem
private_key = ${folder}/ca.key
default_md = sha256
policy = any
unique_subject = no
x509_extensions = leaf
[any]
commonName = supplied
[leaf]
subjectAltName = ${altNames(hosts)}
`
}
