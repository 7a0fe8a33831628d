// Whose are the folders, who may read them, and can the service write where it must?
import { closeSync, existsSync, openSync, readdirSync, statSync, unlinkSync, writeSync } from 'node:fs'
import path from 'node:path'
import { bad, ok } from './findings.mjs'
import { asUser } from './world.mjs'

const GROUP_AND_OTHERS = 0o077

/** Writes and removes a small file, as the service would. */
function tryToWrite(folder, account) {
  const file = path.join(folder, `.doctor-${process.pid}`)
  return asUser(account, () => {
    try {
      const handle = openSync(file, 'wx', 0o600)
      try {
        writeSync(handle, 'doctor')
      } finally {
        closeSync(handle)
        unlinkSync(file)
      }
      return undefined
    } catch (error) {
      return error.code ?? error.message
    }
  })
}

function writable([zh, en], folder, account) {
  const reason = tryToWrite(folder, account)
  if (!reason) return ok(`${zh} ${folder} 可写`, `the ${en} ${folder} can be written`)
  const owner = account?.name ?? 'changxin'
  const todo =
    reason === 'ENOSPC'
      ? ['磁盘满了：清理或扩容', 'the disk is full: make room']
      : [`chown ${owner}: ${folder}`, `chown ${owner}: ${folder}`]
  return bad(`${zh} ${folder} 不可写（${reason}）`, `the ${en} ${folder} cannot be written (${reason})`, ...todo)
}

function strangers(folder, account) {
  const uid = account?.uid ?? process.geteuid()
  return readdirSync(folder).filter((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.uid !== uid)
}

function checkData(folder, account) {
  const found = [writable(['数据文件夹', 'data folder'], folder, account)]
  const foreign = strangers(folder, account)
  if (foreign.length > 0) {
    const owner = account?.name ?? process.geteuid()
    const names = foreign.slice(0, 5).join(', ')
    const todo = `chown -R ${owner}: ${folder}`
    found.push(
      bad(`${folder} 里有别的用户的文件：${names}`, `${folder} holds files of other users: ${names}`, todo, todo),
    )
  }
  if ((statSync(folder).mode & GROUP_AND_OTHERS) !== 0)
    found.push(
      bad(
        `${folder} 其他用户可读`,
        `${folder} can be read by other users`,
        `chmod 700 ${folder}`,
        `chmod 700 ${folder}`,
      ),
    )
  return found
}

function checkKeys(folder) {
  const open = readdirSync(folder).filter(
    (name) => !name.endsWith('.pub.pem') && (statSync(path.join(folder, name)).mode & GROUP_AND_OTHERS) !== 0,
  )
  if (open.length === 0)
    return [ok(`${folder} 里的密钥只有服务账号能读`, `the keys in ${folder} can be read by the service alone`)]
  const todo = `chmod 600 ${open.map((name) => path.join(folder, name)).join(' ')}`
  return [
    bad(`密钥其他用户可读：${open.join(', ')}`, `keys can be read by other users: ${open.join(', ')}`, todo, todo),
  ]
}

export function checkFolders({ settings, config, account, before }) {
  const data = path.resolve(settings.DATA_DIR)
  if (!existsSync(data)) {
    if (before) return []
    const todo = [
      '运行 install，或建立文件夹并交给 changxin',
      'run install, or make the folder and give it to changxin',
    ]
    return [bad(`数据文件夹 ${data} 不存在`, `the data folder ${data} does not exist`, ...todo)]
  }
  const found = checkData(data, account)
  if (!config) return found
  if (existsSync(config.KEYS_DIR)) found.push(...checkKeys(config.KEYS_DIR))
  if (config.FILES_S3_URL === undefined) {
    const files = config.FILES_DIR ?? path.join(data, 'files')
    if (existsSync(files)) found.push(writable(['附件文件夹', 'folder of files'], files, account))
    else if (config.FILES_DIR) {
      const todo = ['挂载共享文件夹后再启动', 'mount the shared folder before the start']
      found.push(bad(`FILES_DIR ${files} 不存在`, `FILES_DIR ${files} does not exist`, ...todo))
    }
  }
  return found
}
