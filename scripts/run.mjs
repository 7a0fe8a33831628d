// Entry of every npm script. Plain Node 20 code: it installs what is missing, then runs everything else under the
// pinned Node 26 and passes on signals and exit codes.
import { findBrowser } from './lib/browser.mjs'
import { runChecks, runTests } from './lib/checks.mjs'
import { setDemoDefault } from './lib/demo-default.mjs'
import { installMissing } from './lib/install.mjs'
import { usePinnedNode } from './lib/pinned-node.mjs'
import { exitWith, finish, stopOnSignals, together } from './lib/processes.mjs'
import { installProxy, installTestTools } from './lib/test-tools.mjs'
import { buildWeb } from './lib/web-build.mjs'
import { env, oldestNodeMajor, root, say } from './lib/workspace.mjs'

const tasks = {
  async start(node, args) {
    setDemoDefault()
    if (!(await buildWeb(node))) exitWith(1)
    env.NODE_COMPILE_CACHE ??= `${root}/node_modules/.cache/node`
    await finish(node, ['server/src/main.ts', ...args])
  },
  async dev(node, args) {
    setDemoDefault()
    await together([
      [node, ['--watch', '--watch-preserve-output', 'server/src/main.ts', ...args]],
      [node, ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'], { cwd: `${root}/web` }],
    ])
  },
  async build(node) {
    exitWith((await buildWeb(node)) ? 0 : 1)
  },
  async test(node, args) {
    exitWith(await runTests(node, args))
  },
  async check(node, args) {
    exitWith(await runChecks(node, args))
  },
  async pictures(node, args) {
    if (!(await buildWeb(node))) exitWith(1)
    env.CHROMIUM_PATH = await findBrowser({ install: true })
    await finish(node, ['scripts/pictures.ts', ...args])
  },
  verify: (node, args) => finish(node, ['server/src/verify.ts', ...args]),
  'log:copy': (node, args) => finish(node, ['server/src/log-copy.ts', ...args]),
  bench: (node, args) => finish(node, ['test/bench/run.ts', ...args]),
  access: (node, args) => finish(node, ['server/src/access/print.ts', ...args]),
  golden: (node, args) => finish(node, ['scripts/golden.ts', ...args]),
  /** Any 100,000 commands to repair funds, then what the views say of 400 funds as of days; `FUND_OPERATIONS`, `SEED` and `RUNS` look further. */
  'hunt:fund'(node, args) {
    env.FUND_OPERATIONS ??= '100000'
    env.RUNS ??= '400'
    const told = ['shared/src/repair-fund/ledger', 'server/src/repair-fund/repair-fund']
    const hunt = ['--project', 'unit', '--reporter', 'verbose', ...told.map((name) => `${name}.property.unit.test.ts`)]
    return finish(node, ['node_modules/vitest/vitest.mjs', 'run', ...hunt, ...args])
  },
  /** The real server killed 100 times among its writers; `SEED` and `ROUNDS` look further. */
  'hunt:kill'(node, args) {
    env.ROUNDS ??= '100'
    const hunt = ['--project', 'int', 'test/crash/http-kill.int.test.ts']
    return finish(node, ['node_modules/vitest/vitest.mjs', 'run', ...hunt, ...args])
  },
  /** Three nodes behind nginx under load, while nodes and log are killed by chance; `MINUTES` and `SEED` look further. */
  async 'hunt:cluster'(node, args) {
    if (!(await buildWeb(node))) exitWith(1)
    env.CHROMIUM_PATH = await findBrowser({ install: true })
    await installProxy()
    await finish(node, ['test/cluster/hunt/run.ts', ...args])
  },
  /** One archive with everything inside for closed networks: deploy/README.md. */
  async archive(node, args) {
    if (!(await buildWeb(node))) exitWith(1)
    await finish(node, ['deploy/archive/build.mjs', ...args])
  },
  /** Makes an archive and a bare Debian without a network, and installs one in the other. */
  async 'test:archive'(node, args) {
    if (!(await buildWeb(node))) exitWith(1)
    await installTestTools()
    const run = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/deploy/archive.config.ts']
    await finish(node, [...run, '--root', '.', ...args])
  },
  projections: (node, args) => finish(node, ['scripts/projections.ts', ...args]),
  format: (_node, args) => finish('biome', ['check', '--write', ...args]),
}

const [task, ...args] = process.argv.slice(2)
if (!Object.hasOwn(tasks, task ?? '')) {
  say(`unknown task ${task ?? '(none)'}; there are: ${Object.keys(tasks).join(', ')}`)
  process.exit(2)
}
if (Number.parseInt(process.versions.node, 10) < oldestNodeMajor) {
  say(`needs Node ${oldestNodeMajor} or newer to start; this is ${process.version}`)
  process.exit(1)
}
process.chdir(root)
stopOnSignals()
try {
  await installMissing()
  await tasks[task](usePinnedNode(), args)
} catch (error) {
  say(error.message)
  exitWith(1)
}
