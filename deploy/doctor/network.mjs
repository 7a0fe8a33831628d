// Can the service listen, does it answer, and does the address that users type lead to it?
import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { bad, ok, warn } from './findings.mjs'
import { certificateFindings, lookAtTls } from './tls-look.mjs'

const ASK_TIMEOUT_MS = 5_000
const LOWEST_FREE_PORT = 1024
const INTERNAL_CA = '/etc/nginx/certificates/ca.crt'

function portError(host, port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}

async function askHere(port, path) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
  return { status: answer.status, body: await answer.json() }
}

export async function checkPort({ settings, before }) {
  const port = Number(settings.PORT || 3000)
  const host = settings.HOST || '127.0.0.1'
  const error = await portError(host, port)
  if (!error) {
    if (before) return [ok(`端口 ${port} 空闲`, `port ${port} is free`)]
    const todo = [
      'systemctl start changxin，看 journalctl -u changxin',
      'systemctl start changxin, look at journalctl -u changxin',
    ]
    return [
      warn(
        `端口 ${port} 上没有服务：程序没有运行`,
        `nothing listens on port ${port}: the program does not run`,
        ...todo,
      ),
    ]
  }
  if (error === 'EACCES' && port < LOWEST_FREE_PORT)
    return [
      bad(
        `普通用户不能用端口 ${port}`,
        `the service may not use port ${port}`,
        'PORT 改为 1024 以上，由反向代理对外',
        'set PORT above 1023 and put a proxy before it',
      ),
    ]
  if (error === 'EADDRNOTAVAIL')
    return [bad(`HOST=${host} 不是本机地址`, `HOST=${host} is no address of this machine`, '改 HOST', 'change HOST')]
  return checkAnswer(port)
}

async function checkAnswer(port) {
  const answered = await askHere(port, '/api/health/ready').catch(() => undefined)
  if (!answered || typeof answered.body?.ready !== 'boolean') {
    const todo = ['换一个 PORT，或停掉那个程序（ss -ltnp）', 'choose another PORT, or stop that program (ss -ltnp)']
    return [bad(`端口 ${port} 被别的程序占用`, `port ${port} is taken by another program`, ...todo)]
  }
  const { ready, rebuild, projections } = answered.body
  const stopped = (projections ?? []).filter((projection) => projection.stopped !== null)
  if (stopped.length > 0) {
    const names = stopped.map(({ name }) => name).join(', ')
    const todo = [
      '看 server.log，把出错的一行发给供应方；日志没有受损',
      'look at server.log and send the line to your supplier; the log is unharmed',
    ]
    return [bad(`有视图停下了：${names}`, `views have stopped: ${names}`, ...todo)]
  }
  if (ready) return [ok(`程序在端口 ${port} 运行，已就绪`, `the program runs on port ${port} and is ready`)]
  const progress = rebuild ? `${rebuild.done}/${rebuild.of ?? '?'}` : ''
  const todo = [
    '等待；日志集群不可达时先看下面的日志检查',
    'wait; if the log cannot be reached, look at its checks first',
  ]
  return [
    warn(
      `程序在端口 ${port} 运行，尚未就绪 ${progress}`,
      `the program runs on port ${port} and is not ready yet ${progress}`,
      ...todo,
    ),
  ]
}

export async function checkPublicAddress({ settings, root }) {
  const url = URL.parse(settings.PUBLIC_URL ?? '')
  if (!url) return []
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await lookup(host, { all: true }).catch(() => [])
  if (addresses.length === 0) {
    const todo = [
      '在内网 DNS 或 /etc/hosts 里登记这个名字',
      'enter the name in the DNS of the network, or in /etc/hosts',
    ]
    return [bad(`PUBLIC_URL 的名字 ${host} 解析不到`, `the name ${host} of PUBLIC_URL is not found`, ...todo)]
  }
  const found = [ok(`${host} → ${addresses.map(({ address }) => address).join(', ')}`, 'found by DNS')]
  if (url.protocol !== 'https:') return found
  const authority = `${root}${INTERNAL_CA}`
  const ca = existsSync(authority) ? readFileSync(authority) : undefined
  try {
    const seen = await lookAtTls({ host, port: Number(url.port || 443), ca })
    return [...found, ...certificateFindings(url.host, seen)]
  } catch (error) {
    const todo = ['启动反向代理，见 deploy/nginx/', 'start the proxy, see deploy/nginx/']
    return [
      ...found,
      warn(
        `${url.host} 没有应答：${error.code ?? error.message}`,
        `${url.host} does not answer: ${error.code ?? error.message}`,
        ...todo,
      ),
    ]
  }
}
