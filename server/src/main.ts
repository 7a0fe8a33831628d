/** The process: reads the environment, starts the server, says where it is, and stops cleanly. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sessionSecretOf } from './access/session-cookie.ts'
import { createServer, logFileOf, type Server, viewsFileOf } from './app.ts'
import { type Config, ConfigError, isLoopback, readConfig } from './config.ts'
import { buildDemo, demoAccounts, demoOf, readDemo, removeUnfinishedDemo } from './demo/index.ts'
import { createFeatures } from './features.ts'
import { createLogger } from './logger.ts'
import { createSetup, sharedSetupToken } from './people/index.ts'
import { printer } from './print.ts'

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url))
/** A stop that takes longer than this is forced: a hung socket must not keep the process. */
const STOP_TIMEOUT_MS = 10_000

function readOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    print.error(['配置有误 / wrong configuration:', ...error.problems.map((problem) => `  ${problem}`)])
    process.exit(1)
  }
}

const print = printer(process.stdout, process.stderr)
const config = readOrExit()
const logger = createLogger(config.LOG_LEVEL, join(config.DATA_DIR, 'server.log'))

function addressOf(port: number): string {
  const isHere = isLoopback(config.HOST) || config.HOST === '0.0.0.0' || config.HOST === '::'
  const host = isHere ? 'localhost' : config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST
  return config.PUBLIC_URL ?? `http://${host}:${port}`
}

/** A demo folder has passwords that everybody can read: it is not served to others unless that is said twice. */
function refuseDemoBeyondLoopback(): void {
  if (isLoopback(config.HOST) || config.DEMO_BEYOND_LOOPBACK === 'yes-known-passwords') return
  throw new StartError([
    `${config.DATA_DIR} 是演示数据，账号密码公开，只在本机开放。/ is a demo folder with known passwords and is served on loopback only.`,
    '若确要对外开放：DEMO=1 并设置 DEMO_BEYOND_LOOPBACK=yes-known-passwords / To serve it anyway say it twice: DEMO=1 DEMO_BEYOND_LOOPBACK=yes-known-passwords',
  ])
}

class StartError extends Error {
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

async function listen(server: Server): Promise<number> {
  try {
    await server.app.listen({ host: config.HOST, port: config.PORT })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') {
      throw new StartError([
        `端口 ${config.PORT} 已被占用，请换一个：PORT=3001 npm start / port ${config.PORT} is taken, choose another one: PORT=3001 npm start`,
      ])
    }
    if (code === 'EACCES')
      throw new StartError([
        `不能使用端口 ${config.PORT}（权限不足）/ not allowed to use port ${config.PORT}: choose one above 1023 with PORT=`,
      ])
    throw error
  }
  const address = server.app.server.address()
  return typeof address === 'object' && address ? address.port : config.PORT
}

async function start(): Promise<void> {
  const setup =
    config.LOG_ENGINE === 'kurrentdb' ? createSetup(sharedSetupToken(sessionSecretOf(config))) : createSetup()
  const features = createFeatures({ setup, demo: readDemo })
  const { DATA_DIR: dataDir } = config
  const files = { logFile: logFileOf(dataDir), viewsFile: viewsFileOf(dataDir) }
  const wasBrokenOff = config.LOG_ENGINE === 'sqlite' && (await removeUnfinishedDemo(files))
  if (wasBrokenOff)
    print.progress('上次的演示没有建完，已清除 / a demo that was broken off while it was built has been removed')
  const server = await createServer({ config: { ...config, WEB_ROOT: config.WEB_ROOT ?? WEB_ROOT }, logger, features })
  const isStopping = stopOnSignals(server)
  try {
    const demo = await demoOf(server.log)
    const wantsDemo = config.DEMO ?? (demo !== undefined || wasBrokenOff)
    if (demo || wantsDemo) refuseDemoBeyondLoopback()
    if (wantsDemo && !demo && (await server.log.head()) !== null) {
      throw new StartError([
        `${config.DATA_DIR} 已有数据，不能再建演示 / has data of its own: no demo is built into it. Choose another DATA_DIR.`,
      ])
    }
    // Before the long work, so that a taken port is said at once; the API answers 503 with progress meanwhile.
    const port = await listen(server)
    if (wantsDemo && !demo) {
      server.hurryViews(true)
      await buildDemo(server, config, (text) => print.progress(text))
      server.hurryViews(false)
    }
    await server.whenReady()
    server.letTimePass()
    print.ready({
      address: addressOf(port),
      dataDir: config.DATA_DIR,
      demo: wantsDemo || demo !== undefined,
      accounts: demoAccounts,
      setupToken: setup.needed(server.views) ? setup.token : undefined,
    })
  } catch (error) {
    // Whatever fails because somebody stopped it is no failure: the signal ends the process.
    if (isStopping()) return
    await server.close()
    throw error
  }
}

function stopOnSignals(server: Server): () => boolean {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
      server.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
  return () => stopping
}

start().catch((error: unknown) => {
  logger.fatal({ err: error }, 'could not start')
  print.error(
    error instanceof StartError
      ? error.lines
      : [`无法启动 / could not start: ${error instanceof Error ? error.message : String(error)}`],
  )
  process.exit(1)
})
