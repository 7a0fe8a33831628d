// Takes out of a staged tree what only the machine knows that made it (times, its folders) and what nobody runs.
import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'

/** pnpm's own memory: dates, the store's folder. */
const memory = new Set(['.modules.yaml', '.pnpm-workspace-state-v1.json', '.package-map.json', 'lock.yaml'])
/** Types and maps of packages; sources and declarations of ours stay, as they are what runs. */
const notRun = /\.(d\.[cm]?ts|[cm]?js\.map|css\.map|tsbuildinfo)$/
const notRunOfNode = ['include', 'share', 'CHANGELOG.md', 'README.md']

function pruneFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      // Starters of packages name the folder in which they were made.
      if (entry.name === '.bin') rmSync(file, { recursive: true })
      else pruneFolder(file)
    } else if (memory.has(entry.name) || notRun.test(entry.name)) rmSync(file)
  }
}

/** Links that lead out of the tree, or nowhere, would only work on this machine. */
function brokenLinks(folder, stage) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return brokenLinks(file, stage)
    if (!entry.isSymbolicLink()) return []
    const target = path.resolve(folder, readlinkSync(file))
    return !path.isAbsolute(readlinkSync(file)) && target.startsWith(`${stage}/`) && existsSync(target) ? [] : [file]
  })
}

/** @param {string} stage @param {'x64' | 'arm64'} cpu */
export function pruneTree(stage, cpu) {
  const modules = ['.', 'shared', 'server'].map((name) => path.join(stage, name, 'node_modules')).filter(existsSync)
  for (const folder of modules) pruneFolder(folder)
  const node = path.join(stage, 'node_modules', `node-linux-${cpu}`)
  for (const name of notRunOfNode) rmSync(path.join(node, name), { recursive: true, force: true })
  if (!lstatSync(path.join(node, 'bin/node')).isFile()) throw new Error(`${node} has no bin/node`)
  // The one name by which units and programs find it, as in a checkout.
  mkdirSync(path.join(stage, 'node_modules/.bin'))
  symlinkSync(`../node-linux-${cpu}/bin/node`, path.join(stage, 'node_modules/.bin/node'))
  const broken = modules.flatMap((folder) => brokenLinks(folder, stage))
  if (broken.length > 0) throw new Error(`links that lead nowhere: ${broken.join(', ')}`)
}
