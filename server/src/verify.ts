/**
 * `npm run verify`: recomputes chain, checkpoints, views and the ledgers of all funds of a node from the log, also while
 * its server runs, and names the first difference. Checkpoints that somebody kept outside (saved answers of
 * /api/checkpoints) may be given as files: only these show that the end of the log was cut off.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignedCheckpoint } from '@changxin/shared/ledger'
import { z } from 'zod'
import { ConfigError, readConfig } from './config.ts'
import {
  checkpointPublicKeys,
  type Difference,
  engineOf,
  type LogEngine,
  type LogReader,
  openLogReader,
  type VerifyByReadingOptions,
  type VerifyReport,
  verifyByReading,
  verifyLog,
} from './log/index.ts'
import { projections } from './projections.ts'
import { type FundsReport, verifyFunds } from './repair-fund/verify-funds.ts'
import { type ViewsDifference, verifyViews } from './views/verify.ts'

/** A difference was found. */
const EXIT_DIFFERS = 1
/** Nothing could be verified. */
const EXIT_FAILED = 2
const PROGRESS_EVERY_MS = 1_000

export interface Verified {
  readonly ok: boolean
  /** One line: the summary, or the first difference. */
  readonly line: string
}

export interface VerifyFolderOptions {
  readonly dataDir: string
  /** The log that the folder's views show; default: the file in the folder. */
  readonly engine?: LogEngine
  /** Default: `keys` in the folder. */
  readonly keysDir?: string
  readonly held?: readonly SignedCheckpoint[]
  onProgress?(stage: 'log' | 'views', done: number, of: number): void
}

const LOG_WORDS: Readonly<Record<Difference['what'], readonly [zh: string, en: string]>> = {
  gap: ['缺少一条记录', 'an event is missing'],
  'broken-stream': ['记录流的编号不连贯', 'the numbers of a stream do not fit'],
  'repeated-id': ['同一条记录出现两次', 'an event is there twice'],
  'changed-data': ['内容被改动', 'the data were changed'],
  'changed-metadata': ['元数据被改动', 'the metadata were changed'],
  'broken-link': ['哈希链断开', 'the hash chain is broken'],
  'wrong-root': ['与签名检查点的树根不符', 'the tree differs from a signed checkpoint'],
  'bad-signature': ['检查点签名无效', 'the signature of a checkpoint is not valid'],
  'unknown-key': ['检查点由未知密钥签名', 'a checkpoint is signed with an unknown key'],
  'broken-checkpoint': ['检查点前后不连', 'a checkpoint does not follow from the one before'],
  'missing-at-end': ['末尾的记录缺失', 'events are missing at the end'],
  'damaged-file': ['日志文件损坏', 'the log file is damaged'],
}

const VIEW_WORDS: Readonly<Record<ViewsDifference['what'], readonly [zh: string, en: string]>> = {
  'missing-table': ['缺少这张表', 'the table is missing'],
  'unknown-table': ['多出这张表', 'the table does not belong there'],
  'other-columns': ['这张表的列不同', 'the table has other columns'],
  'missing-row': ['缺少这一行', 'the row is missing'],
  'unknown-row': ['多出这一行', 'the row does not belong there'],
  'changed-value': ['这一格与日志不符', 'the value is not what the log says'],
  stopped: ['视图停在出错处', 'the view has stopped'],
  'ahead-of-log': ['视图已读到日志里没有的位置', 'the view has seen events that the log does not have'],
}

const LOG_NAMES: Readonly<Record<LogEngine['kind'], string>> = { sqlite: 'log.db', kurrentdb: 'KurrentDB' }

function logLine({ kind }: LogEngine, { what, position, detail }: Difference): string {
  const [zh, en] = LOG_WORDS[what]
  return `不一致 / differs: ${LOG_NAMES[kind]} ${position}: ${zh} / ${en} (${detail})`
}

function viewsLine(difference: ViewsDifference): string {
  const [zh, en] = VIEW_WORDS[difference.what]
  if ('projection' in difference)
    return `不一致 / differs: views.db ${difference.projection}: ${zh} / ${en} (${difference.detail})`
  const { table, key, column } = difference
  const place = [table, key && `[${key}]`, column && `· ${column}`].filter((part) => part).join(' ')
  return `不一致 / differs: views.db ${place}: ${zh} / ${en}。停机后删除 views.db 再启动即可重建 / stop the server, delete views.db and start it to rebuild`
}

/** Stops at the first difference: what comes after it rests on it. */
export async function verifyFolder({
  dataDir,
  engine = { kind: 'sqlite', file: join(dataDir, 'log.db') },
  keysDir = join(dataDir, 'keys'),
  held = [],
  onProgress,
}: VerifyFolderOptions): Promise<Verified> {
  const beganMs = performance.now()
  const log = await verifyEngine(engine, {
    publicKeys: checkpointPublicKeys(keysDir),
    held,
    onProgress: (done, of) => onProgress?.('log', done, of),
  })
  if (log.firstDifference) return { ok: false, line: logLine(engine, log.firstDifference) }
  const views = await verifyViews({
    engine,
    viewsFile: join(dataDir, 'views.db'),
    projections,
    onProgress: (done, of) => onProgress?.('views', done, of),
  })
  if (views.firstDifference) return { ok: false, line: viewsLine(views.firstDifference) }
  const funds = await withReader(engine, verifyFunds)
  if (funds.firstDifference) return { ok: false, line: fundsLine(funds.firstDifference) }
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1)
  const kept = held.length > 0 ? `（另存 / kept outside ${held.length}）` : ''
  const later =
    views.toRebuild.length > 0 ? `；下次启动时重建 / rebuilt at the next start: ${views.toRebuild.join(', ')}` : ''
  const counts = `事件 / events ${log.events}，检查点 / checkpoints ${log.checkpoints}${kept}，表 / tables ${views.tables}，行 / rows ${views.rows}，维修资金 / funds ${funds.funds}`
  return { ok: true, line: `一致 / all is well: ${counts}，${seconds} 秒 / s${later}` }
}

async function withReader<Result>(engine: LogEngine, run: (log: LogReader) => Promise<Result>): Promise<Result> {
  const log = await openLogReader(engine)
  try {
    return await run(log)
  } finally {
    await log.close()
  }
}

/** The file has more to check than what readers see: its numbers, its chain, its indexes. */
const verifyEngine = (engine: LogEngine, options: Omit<VerifyByReadingOptions, 'log'>): Promise<VerifyReport> =>
  engine.kind === 'sqlite'
    ? verifyLog({ file: engine.file, ...options })
    : withReader(engine, (log) => verifyByReading({ log, ...options }))

function fundsLine({ position, stream, detail }: NonNullable<FundsReport['firstDifference']>): string {
  return `不平衡 / does not add up: ${stream} ${position}: 维修资金借贷或分户合计不符 / debits, credits and accounts differ (${detail})`
}

/** A saved answer of /api/checkpoints, or a plain list of checkpoints. */
const Kept = z.union([
  z.object({ items: z.array(SignedCheckpoint) }).transform(({ items }) => items),
  z.array(SignedCheckpoint),
])

function heldIn(files: readonly string[]): SignedCheckpoint[] {
  return files.flatMap((file) => Kept.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

function progress() {
  let toldMs = performance.now()
  return (stage: 'log' | 'views', done: number, of: number) => {
    if (performance.now() - toldMs < PROGRESS_EVERY_MS) return
    toldMs = performance.now()
    process.stderr.write(`${stage === 'log' ? '日志 / log' : '视图 / views'} ${done} / ${of}\n`)
  }
}

async function main(): Promise<number> {
  try {
    const config = readConfig(process.env)
    const { DATA_DIR: dataDir, KEYS_DIR: keysDir } = config
    const engine = engineOf(config, join(dataDir, 'log.db'))
    if (engine.kind === 'sqlite' && !existsSync(engine.file)) {
      process.stderr.write(
        `${dataDir} 里没有 log.db，请用 DATA_DIR 指定数据文件夹 / has no log.db: name the data folder with DATA_DIR\n`,
      )
      return EXIT_FAILED
    }
    const { ok, line } = await verifyFolder({
      ...{ dataDir, engine, keysDir },
      held: heldIn(process.argv.slice(2)),
      onProgress: progress(),
    })
    process[ok ? 'stdout' : 'stderr'].write(`${line}\n`)
    return ok ? 0 : EXIT_DIFFERS
  } catch (error) {
    const reasons =
      error instanceof ConfigError ? error.problems : [error instanceof Error ? error.message : String(error)]
    process.stderr.write(`无法核验 / could not verify: ${reasons.join('; ')}\n`)
    return EXIT_FAILED
  }
}

// Not by itself: a read of the cluster's client that is never answered would keep the process.
if (import.meta.main) process.exit(await main())
