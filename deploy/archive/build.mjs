/**
 * `npm run archive [-- --cpu x64,arm64] [--out dist] [--key release.key] [--version 1.2.3]`: one archive a processor with
 * everything inside, its checksum, and the signature of that. Needs the package registry and Debian's packages (libatomic);
 * what it makes needs neither. Times are those of the last commit, or SOURCE_DATE_EPOCH.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { addLibatomic } from './libatomic.mjs'
import { linksOf, sumsOf } from './manifest.mjs'
import { packTree, sha256Of } from './pack.mjs'
import { fingerprintOf, openSigningKey } from './signing.mjs'
import { stageTree } from './stage.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')
const say = (text) => process.stderr.write(`changxin: ${text}\n`)

/** When what is packed was made, in seconds since 1970. */
function madeAt() {
  if (process.env.SOURCE_DATE_EPOCH) return Number.parseInt(process.env.SOURCE_DATE_EPOCH, 10)
  try {
    const log = ['-C', root, 'log', '-1', '--format=%ct']
    return Number.parseInt(execFileSync('git', log, { encoding: 'utf8' }), 10)
  } catch {
    throw new Error('no git history here: set SOURCE_DATE_EPOCH to the seconds since 1970 of this release')
  }
}

/** @param {string} folder the tree of the archive, with `app` laid @param {{ version: string, cpu: string, key: object }} of */
export function finishTree(folder, { version, cpu, key }) {
  for (const name of ['install', 'doctor']) {
    copyFileSync(path.join(folder, 'app/deploy/archive', name), path.join(folder, name))
    chmodSync(path.join(folder, name), 0o755)
  }
  writeFileSync(path.join(folder, 'VERSION'), `${version} linux-${cpu}\n`)
  writeFileSync(path.join(folder, 'release.pub'), key.publicPem)
  writeFileSync(path.join(folder, 'LINKS'), linksOf(folder))
  const sums = Buffer.from(sumsOf(folder))
  writeFileSync(path.join(folder, 'SHA256SUMS'), sums)
  writeFileSync(path.join(folder, 'SHA256SUMS.sig'), key.sign(sums))
}

/** @returns {Promise<string>} the archive's file */
async function buildArchive({ cpu, version, out, key, seconds, work }) {
  const name = `changxin-${version}-linux-${cpu}`
  const folder = path.join(work, name)
  say(`${name}: staging`)
  stageTree(path.join(folder, 'app'), cpu)
  addLibatomic(path.join(folder, 'app'), cpu)
  finishTree(folder, { version, cpu, key })
  say(`${name}: packing`)
  const file = path.join(out, `${name}.tar.gz`)
  await packTree(folder, file, seconds)
  const line = Buffer.from(`${await sha256Of(file)}  ${name}.tar.gz\n`)
  writeFileSync(`${file}.sha256`, line)
  writeFileSync(`${file}.sha256.sig`, key.sign(line))
  say(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB`)
  return file
}

async function main() {
  const text = { type: 'string' }
  const { values } = parseArgs({ options: { cpu: text, out: text, key: text, version: text } })
  const cpus = (values.cpu ?? 'x64,arm64').split(',')
  const unknown = cpus.filter((cpu) => cpu !== 'x64' && cpu !== 'arm64')
  if (unknown.length > 0) throw new Error(`--cpu ${unknown}: there are x64 and arm64`)
  const version = values.version ?? JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version
  if (!/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(version)) throw new Error(`--version ${version}: 1.2.3 or 1.2.3-name`)
  const out = path.resolve(values.out ?? path.join(root, 'dist'))
  const key = openSigningKey(values.key ?? process.env.ARCHIVE_SIGNING_KEY)
  const seconds = madeAt()
  mkdirSync(out, { recursive: true })
  const work = mkdtempSync(path.join(tmpdir(), 'changxin-archive-'))
  process.once('exit', () => rmSync(work, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
  for (const cpu of cpus) await buildArchive({ cpu, version, out, key, seconds, work })
  const publicFile = path.join(out, 'changxin-release.pub')
  writeFileSync(publicFile, key.publicPem)
  say(`signed with ${key.file}; keep it, and give operators ${publicFile} by another way than the archive`)
  say(`its fingerprint: ${fingerprintOf(key.publicPem)}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    say(error.message)
    process.exitCode = 1
  })
}
