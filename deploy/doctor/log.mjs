// Can the log be reached: the file of this machine, or every server of the cluster?
import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:https'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readKurrentUrl } from '../../server/src/log/kurrentdb/url.ts'
import { offsetFindings } from './clock.mjs'
import { bad, ok, warn } from './findings.mjs'
import { certificateFindings, lookAtTls } from './tls-look.mjs'
import { asUser } from './world.mjs'

const ASK_TIMEOUT_MS = 5_000
const DEFAULT_PORT = 2113
const BUSY_TIMEOUT_MS = 2_000

export function checkLog(world) {
  if (!world.config) return []
  return world.config.LOG_ENGINE === 'kurrentdb' ? checkCluster(world.config) : checkFile(world)
}

function checkFile({ config, account }) {
  const file = path.join(config.DATA_DIR, 'log.db')
  if (!existsSync(file)) return [ok('还没有日志，首次启动时建立', 'there is no log yet: the first start makes it')]
  try {
    const events = asUser(account, () => {
      const log = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
      try {
        return log.prepare('SELECT count(*) AS tables FROM sqlite_master').get().tables
      } finally {
        log.close()
      }
    })
    return [ok(`日志 ${file} 可读（${events} 个对象）`, `the log ${file} can be read`)]
  } catch (error) {
    const todo = [
      '不要删除任何文件；先复制整个数据文件夹，再运行 changxin verify',
      'delete nothing; copy the whole data folder first, then run changxin verify',
    ]
    return [bad(`日志 ${file} 打不开：${error.message}`, `the log ${file} cannot be opened: ${error.message}`, ...todo)]
  }
}

async function checkCluster(config) {
  const url = readKurrentUrl(config.KURRENTDB_URL)
  if (url.tlsCaFile && !existsSync(url.tlsCaFile)) {
    const todo = [
      '把日志集群的根证书放到那里，服务账号要能读',
      'put the authority of the log’s cluster there, readable by the service',
    ]
    return [bad(`tlsCaFile ${url.tlsCaFile} 不存在`, `tlsCaFile ${url.tlsCaFile} does not exist`, ...todo)]
  }
  const ca = url.tlsCaFile ? readFileSync(url.tlsCaFile) : undefined
  if (!url.isTls) {
    const todo = ['只用于试验；正式使用须启用证书', 'for trials only; real use needs certificates']
    return [warn('日志集群没有加密', 'the log’s cluster is not encrypted', ...todo)]
  }
  const found = await Promise.all(url.hosts.map((host) => checkServer(host, ca)))
  const alive = found.filter(({ isAlive }) => isAlive)
  return [...found.flatMap(({ findings }) => findings), ...(await checkLeader(alive[0]?.where, ca, url, alive.length))]
}

async function checkServer(host, ca) {
  const [name, port] = host.split(':')
  const where = { host: name, port: Number(port ?? DEFAULT_PORT) }
  const unreachable = (reason) => {
    const todo = [
      '看那台机器、防火墙和端口 2113；名字要能解析',
      'look at that machine, the firewall and port 2113; its name must be found',
    ]
    return [
      bad(`日志服务器 ${host} 不可达：${reason}`, `the log’s server ${host} cannot be reached: ${reason}`, ...todo),
    ]
  }
  try {
    await lookup(name)
    const seen = await lookAtTls({ ...where, ca })
    const sentAtMs = Date.now()
    const { status, date } = await ask(where, ca, '/health/live')
    const gotAtMs = Date.now()
    const isAlive = status >= 200 && status < 300
    const answer = isAlive
      ? [ok(`日志服务器 ${host} 应答`, `the log’s server ${host} answers`)]
      : unreachable(`HTTP ${status}`)
    return {
      where,
      isAlive,
      findings: [...answer, ...certificateFindings(host, seen), ...offsetFindings(host, date, sentAtMs, gotAtMs)],
    }
  } catch (error) {
    return { where, isAlive: false, findings: unreachable(error.code ?? error.message) }
  }
}

function ask({ host, port }, ca, address, credentials) {
  const auth = credentials && `${credentials.username}:${credentials.password}`
  return new Promise((resolve, reject) => {
    // Names and dates are said by certificateFindings; here only the answer counts.
    const options = { host, port, path: address, ca, auth, rejectUnauthorized: false, timeout: ASK_TIMEOUT_MS }
    const call = request(options, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => (text += part))
      answer.on('end', () => resolve({ status: answer.statusCode, date: answer.headers.date, text }))
    })
    call.on('timeout', () => call.destroy(new Error('ETIMEDOUT')))
    call.on('error', reject)
    call.end()
  })
}

async function checkLeader(where, ca, { hosts }, alive) {
  if (!where) return []
  const { status, text } = await ask(where, ca, '/gossip?format=json')
  if (status !== 200)
    return [
      warn(
        `读不到集群状态（HTTP ${status}）`,
        `the state of the cluster cannot be read (HTTP ${status})`,
        '在 KurrentDB 的网页里看',
        'look at it in KurrentDB’s own page',
      ),
    ]
  const members = JSON.parse(text).members ?? []
  const leaders = members.filter(({ state, isAlive }) => state === 'Leader' && isAlive)
  if (leaders.length !== 1) {
    const todo = ['多数服务器都要在运行；写入此时答 503', 'most servers must run; commands are answered 503 meanwhile']
    return [bad(`集群里有 ${leaders.length} 个 leader`, `the cluster has ${leaders.length} leaders`, ...todo)]
  }
  const found = [ok(`leader 是 ${leaders[0].httpEndPointIp}`, `the leader is ${leaders[0].httpEndPointIp}`)]
  if (alive < hosts.length) {
    const todo = ['尽快修好：再坏一台就不能写入', 'mend it soon: one more, and nothing can be written']
    found.push(warn(`${hosts.length} 台里只有 ${alive} 台应答`, `${alive} of ${hosts.length} servers answer`, ...todo))
  }
  return found
}
