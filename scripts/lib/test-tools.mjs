// What the slow tests need of the machine and is no package of ours; on Debian it is fetched, elsewhere it is named.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { aptInstall } from './apt.mjs'
import { env } from './workspace.mjs'

/** Program → Debian's package. */
const tools = {
  mmdebstrap: 'mmdebstrap',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  ip: 'iproute2',
  openssl: 'openssl',
}

function isThere(program) {
  return `${env.PATH}${path.delimiter}/usr/sbin${path.delimiter}/sbin`.split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

const missing = () => Object.keys(tools).filter((program) => !isThere(program))

/** The proxy that is deployed before several nodes. */
export async function installProxy() {
  if (!isThere('nginx')) await aptInstall(['nginx'])
  if (!isThere('nginx')) throw new Error('this needs nginx (Debian: nginx)')
}

export async function installTestTools() {
  if (missing().length > 0) await aptInstall([...new Set(missing().map((program) => tools[program]))])
  if (missing().length > 0)
    throw new Error(`this test needs ${missing().join(', ')} (Debian: ${Object.values(tools).join(', ')})`)
  if (process.getuid() !== 0) throw new Error('this test makes a machine of its own: run it as root')
}
