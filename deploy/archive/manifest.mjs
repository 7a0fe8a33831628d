// What an unpacked archive consists of: the SHA-256 of every file as `sha256sum -c` reads it, and where every link leads.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Paths relative to the folder, in byte order as `LC_ALL=C sort` gives them. */
function walk(folder, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (/[\n\\]/.test(name)) throw new Error(`a name that no list can hold: ${name}`)
    if (entry.isDirectory()) return walk(folder, name)
    return [{ name, isLink: entry.isSymbolicLink() }]
  })
}

/** @param {string} folder @returns {string} `hash  ./name` a line */
export function sumsOf(folder) {
  const names = walk(folder).filter(({ isLink }) => !isLink)
  const lines = names.map(({ name }) => name).sort(byBytes)
  const hashOf = (name) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex')
  return lines.map((name) => `${hashOf(name)}  ./${name}\n`).join('')
}

/** @param {string} folder @returns {string} `./name -> target` a line */
export function linksOf(folder) {
  const names = walk(folder).filter(({ isLink }) => isLink)
  const lines = names.map(({ name }) => `./${name} -> ${readlinkSync(path.join(folder, name))}\n`)
  return lines.sort(byBytes).join('')
}
