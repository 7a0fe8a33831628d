/**
 * `node deploy/archive/stage.mjs <folder> [x64|arm64]`: lays the tree that runs into a new folder: sources without tests,
 * built pages, and production packages for Linux with glibc on that processor (default: this one). It needs the registry,
 * what it makes does not. The container's image is built from it as well as the archive.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installFor } from './packages.mjs'
import { pruneTree } from './prune.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const wholeFiles = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'LICENSE', 'CHANGELOG.md', '.env.example']
const members = ['shared', 'server', 'web']
/** What the programs read beside their sources. */
const folders = ['shared/src', 'server/src', 'server/data', 'web/dist', 'deploy', 'docs']
const leftOut = /(\.(test|fixture)\.ts|\/\.stamp|^deploy\/(certificates|\.env)|^docs\/pictures)$/

function copyInto(stage, name) {
  cpSync(path.join(root, name), path.join(stage, name), {
    recursive: true,
    filter: (file) => !leftOut.test(path.relative(root, file)),
  })
}

/** @param {string} stage a folder that is not there yet or is empty @param {'x64' | 'arm64'} cpu */
export function stageTree(stage, cpu) {
  if (existsSync(stage) && readdirSync(stage).length > 0) throw new Error(`${stage} is not empty`)
  if (!existsSync(path.join(root, 'web/dist/index.html'))) throw new Error('web/dist is missing: npm run build first')
  mkdirSync(stage, { recursive: true })
  for (const name of [...wholeFiles, ...members.map((member) => `${member}/package.json`)]) copyInto(stage, name)
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  installFor(stage, cpu, packageManager)
  for (const name of folders) copyInto(stage, name)
  pruneTree(stage, cpu)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [stage, cpu = process.arch] = process.argv.slice(2)
  if (!stage || (cpu !== 'x64' && cpu !== 'arm64')) {
    process.stderr.write('usage: node deploy/archive/stage.mjs <folder> [x64|arm64]\n')
    process.exit(2)
  }
  stageTree(path.resolve(stage), cpu)
}
