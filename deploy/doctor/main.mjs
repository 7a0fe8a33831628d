/**
 * `changxin doctor [--before] [--env FILE …] [--expect FINGERPRINT] [--json] [--root FOLDER]`: looks at this machine and
 * says what is wrong and what to do. It changes nothing. Exit code 0: nothing is wrong (there may be warnings); 1: something
 * is; 2: it was asked wrongly.
 */
import { parseArgs } from 'node:util'
import { checkClock } from './clock.mjs'
import { findingsOf, linesOf } from './findings.mjs'
import { checkFolders } from './folders.mjs'
import { checkLog } from './log.mjs'
import { checkMemory, checkNode, checkPrebuilt, checkRoom } from './machine.mjs'
import { checkPort, checkPublicAddress } from './network.mjs'
import { checkSettings } from './settings.mjs'
import { checkShared, checkStorage } from './shared.mjs'
import { worldOf } from './world.mjs'

const USAGE = `用法 / usage: changxin doctor [--before] [--env FILE …] [--expect FINGERPRINT] [--json] [--root FOLDER]
  --before   安装之前：只看这台机器 / before an installation: the machine alone
  --env      设置文件，可写多次；默认 /etc/changxin/changxin.env / files of settings, later ones win
  --expect   与另一节点显示的指纹比较 / compares with the fingerprint that another node showed
  --json     结果为 JSON / the findings as JSON`

const always = { Node: checkNode, prebuilt: checkPrebuilt, memory: checkMemory, disk: checkRoom, clock: checkClock }
const later = {
  settings: checkSettings,
  folders: checkFolders,
  port: checkPort,
  address: checkPublicAddress,
  log: checkLog,
  shared: checkShared,
  storage: checkStorage,
}
const earlier = { settings: checkSettings, port: checkPort }

function optionsOrExit() {
  const flag = { type: 'boolean', default: false }
  const options = {
    before: flag,
    json: flag,
    help: flag,
    root: { type: 'string', default: '' },
    env: { type: 'string', multiple: true, default: [] },
    expect: { type: 'string' },
  }
  try {
    const { values } = parseArgs({ options })
    if (!values.help) return values
    process.stdout.write(`${USAGE}\n`)
    process.exit(0)
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`)
    process.exit(2)
  }
}

const options = optionsOrExit()
const world = worldOf(options, process.env)
const checks = { ...always, ...(options.before ? earlier : later) }
const found = []
for (const [name, check] of Object.entries(checks)) found.push(...(await findingsOf(name, check, world)))

const count = (level) => found.filter((finding) => finding.level === level).length
if (options.json) {
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
} else {
  const sum = `${count('bad')} 个问题，${count('warn')} 个提醒 / ${count('bad')} wrong, ${count('warn')} to know`
  process.stdout.write(`${[...found.map(linesOf), '', sum].join('\n')}\n`)
}
// Sockets that were looked at may still be closing.
process.exit(count('bad') > 0 ? 1 : 0)
