// `npm test` and `npm run check`: every step runs, whatever the ones before it said, and all are counted.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { inLanes } from './lanes.mjs'
import { run } from './processes.mjs'
import { countTests } from './vitest-report.mjs'
import { buildWeb } from './web-build.mjs'
import { env, say, textOf } from './workspace.mjs'

const asCheck = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/** Each takes up to 2.5 GB: more at once would not be done sooner, because the longest takes half of the time. */
const COMPILERS = Math.min(2, availableParallelism())

/** What it finds is held back until it ends, so that two at once do not mix their lines. */
const typesWith =
  (...args) =>
  async (node) => {
    const pretty = process.stdout.isTTY ? ['--pretty'] : []
    const { code, stdout } = await run(node, [...args, ...pretty], { stdio: ['ignore', 'pipe', 'inherit'] })
    return { ...asCheck(code === 0), text: stdout }
  }

const typesOf = (folder) => {
  const memory = `node_modules/.cache/types-${folder === '.' ? 'tests' : folder}.json`
  const incremental = ['--incremental', '--tsBuildInfoFile', memory]
  return typesWith('node_modules/typescript/bin/tsc', '-p', folder, ...incremental)
}
/** Side by side, the longest first. */
const types = [
  ['types in web', typesWith('web/node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'web')],
  ['types in tests and scripts', typesOf('.')],
  ['types in server', typesOf('server')],
  ['types in shared', typesOf('shared')],
]

const lint = ['lint and format', async () => asCheck((await run('biome', ['check'])).code === 0)]

const web = ['web build', async (node) => asCheck(await buildWeb(node))]

// Found before Vitest starts: it may take minutes and must not count against a test's time limit.
async function browserCheck() {
  try {
    env.CHROMIUM_PATH = await findBrowser({ install: true })
    say(`browser: ${env.CHROMIUM_PATH}`)
    return asCheck(true)
  } catch (error) {
    say(error.message)
    return asCheck(false)
  }
}
const browser = ['browser for the pages', browserCheck]

const vitest = (name, args) => [name, (node) => runVitest(node, args)]

async function runVitest(node, args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'changxin-vitest-'))
  // At exit and not in a finally block, so that a Ctrl-C leaves nothing behind either.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args])
  const text = textOf(file)
  return countTests(text && JSON.parse(text), code)
}

const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** Runs a step and says how long it took; its heading comes first, or with what it held back. */
async function timed(node, [name, step], headFirst) {
  const heading = `\n── ${name}`
  if (headFirst) console.log(heading)
  const startedAt = performance.now()
  const { text, ...counts } = await step(node)
  if (!headFirst) console.log([heading, text?.trimEnd()].filter(Boolean).join('\n'))
  return { name, counts, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) }
}

/**
 * Runs the first steps side by side and the others in order; prints one line each at the end and the sum as the very
 * last line.
 */
async function runSteps(node, beside, steps) {
  const results = await inLanes(
    COMPILERS,
    beside.map((step) => () => timed(node, step, false)),
  )
  for (const step of steps) results.push(await timed(node, step, true))
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { counts } of results) for (const key of Object.keys(sum)) sum[key] += counts[key]
  const table = results.map(
    ({ name, counts, seconds }) => `${counts.failed > 0 ? '✗' : '✓'} ${name}: ${line(counts)} (${seconds} s)`,
  )
  console.log(`\n${table.join('\n')}\n\n${line(sum)}`)
  return sum.failed > 0 ? 1 : 0
}

/** The projects that the arguments name; all when they name none. */
export function chosenProjects(args) {
  const named = args.flatMap((arg, index) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)]
    return args[index - 1] === '--project' ? [arg] : []
  })
  return named.length > 0 ? named : ['unit', 'int', 'e2e']
}

/** Every check; with arguments for Vitest, only the tests that they choose and what those need. */
export function runTests(node, args) {
  if (args.length === 0) return runSteps(node, types, [lint, web, browser, vitest('tests', [])])
  const projects = chosenProjects(args)
  const needed = projects.includes('e2e') ? [web, browser] : projects.includes('int') ? [web] : []
  return runSteps(node, [], [...needed, vitest('chosen tests', args)])
}

/** The quick ones, for before a commit. */
export const runChecks = (node, args) =>
  runSteps(node, types, [lint, vitest('unit tests', ['--project', 'unit', ...args])])
