// Does this machine run what the archive brings, and is there room for what will be kept?
import { existsSync, statfsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { totalmem } from 'node:os'
import path from 'node:path'
import { bad, ok, warn } from './findings.mjs'
import { programRoot } from './world.mjs'

const OLDEST_NODE = 26
const GIB = 1024 ** 3
const LEAST_MEMORY = GIB
const LEAST_FREE = GIB
const GOOD_FREE = 5 * GIB
const LEAST_INODES = 10_000
/** Numbers of the kernel: NFS, CIFS, SMB2, 9p. A file lock across machines is no lock. */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x01021997])

const gib = (bytes) => `${(Number(bytes) / GIB).toFixed(1)} GiB`

export function checkNode() {
  const major = Number.parseInt(process.versions.node, 10)
  if (major >= OLDEST_NODE) return [ok(`Node ${process.version} 可以运行`, `Node ${process.version} runs`)]
  return [
    bad(
      `Node ${process.version} 太旧`,
      `Node ${process.version} is too old`,
      '用 deploy/bin/node',
      'use deploy/bin/node',
    ),
  ]
}

/** What is compiled for one platform: passwords, pictures, the client of the log's cluster. */
export async function checkPrebuilt({ settings }) {
  const require = createRequire(path.join(programRoot, 'server/package.json'))
  const parts = [
    ['@node-rs/argon2', (argon2) => argon2.hash('doctor')],
    [
      'sharp',
      (sharp) =>
        sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
          .webp()
          .toBuffer(),
    ],
    ...(settings.LOG_ENGINE === 'kurrentdb' ? [['@kurrent/kurrentdb-client', async () => {}]] : []),
  ]
  const found = []
  for (const [name, use] of parts) {
    try {
      await use(require(name))
      found.push(ok(`${name} 可以运行`, `${name} runs`))
    } catch (error) {
      const reason = String(error.message).split('\n')[0]
      const wanted = [
        '换用本机处理器对应的包，系统须为 glibc 2.28 以上的 Linux',
        'take the archive for this processor; it needs Linux with glibc 2.28 or newer',
      ]
      found.push(bad(`${name} 不能运行：${reason}`, `${name} does not run: ${reason}`, ...wanted))
    }
  }
  return found
}

/** The folder, or the nearest one above that is there already. */
function nearest(folder) {
  return existsSync(folder) ? folder : nearest(path.dirname(folder))
}

export function checkRoom({ settings, config }) {
  const engine = config?.LOG_ENGINE ?? 'sqlite'
  const folder = nearest(path.resolve(settings.DATA_DIR))
  const { bavail, bsize, files, ffree, type } = statfsSync(folder, { bigint: true })
  const free = bavail * bsize
  const found = []
  const [zh, en] = [`${folder} 所在磁盘剩余 ${gib(free)}`, `${gib(free)} are free on the disk of ${folder}`]
  const more = [
    '清理或换更大的磁盘：磁盘满了写入会被拒绝',
    'make room or take a larger disk: a full one refuses commands',
  ]
  if (free < LEAST_FREE) found.push(bad(zh, en, ...more))
  else found.push(free < GOOD_FREE ? warn(zh, en, ...more) : ok(zh, en))
  if (files > 0n && ffree < LEAST_INODES) {
    const todo = [
      '删除不用的小文件，或重新格式化时多留 inode',
      'remove small files, or make the file system with more inodes',
    ]
    found.push(bad(`${folder} 的 inode 快用完了（${ffree}）`, `${folder} has only ${ffree} inodes left`, ...todo))
  }
  if (engine === 'sqlite' && NETWORK_FILE_SYSTEMS.has(Number(type))) {
    const todo = [
      'DATA_DIR 放到本机磁盘；只有 FILES_DIR 可以共享',
      'put DATA_DIR on a disk of this machine; only FILES_DIR may be shared',
    ]
    found.push(
      bad(
        `${folder} 是网络文件系统，日志放在上面会坏`,
        `${folder} is a network file system: a log breaks there`,
        ...todo,
      ),
    )
  }
  return found
}

export function checkMemory() {
  const [zh, en] = [`内存 ${gib(totalmem())}`, `${gib(totalmem())} of memory`]
  if (totalmem() >= LEAST_MEMORY) return [ok(zh, en)]
  return [warn(zh, en, '至少准备 1 GiB', 'have 1 GiB at least')]
}
