/**
 * `npm run log:copy -- --from sqlite --to kurrentdb`, or the other way: copies the whole log to the other engine and shows
 * that it arrived. The file is in DATA_DIR, the cluster at KURRENTDB_URL, the keys of the checkpoints in KEYS_DIR. Broken off
 * it is run again. `--check` compares and copies nothing.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { closing } from './log/copy/closing.ts'
import {
  CopyDiffers,
  type CopyProblem,
  type CopyStage,
  checkCopy,
  copyLog,
  openImporter,
  openStill,
} from './log/copy/index.ts'
import { checkpointPublicKeys, type LogEngine } from './log/index.ts'
import { problemsOfUrl } from './log/kurrentdb/url.ts'

/** The two are not one log. */
const EXIT_DIFFERS = 1
/** Nothing could be done. */
const EXIT_FAILED = 2
const PROGRESS_EVERY_MS = 1_000

const Engine = z.enum(['sqlite', 'kurrentdb'], { error: 'sqlite | kurrentdb' })
const Wanted = z
  .object({ from: Engine, to: Engine, check: z.boolean().default(false) })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: '要与 --from 不同 / is the other engine than --from' })
const Settings = z.object({
  DATA_DIR: z.string().min(1).default('./data'),
  KEYS_DIR: z.string().min(1).optional(),
  KURRENTDB_URL: z.string({ error: '要写明集群地址 / names the cluster' }).superRefine((url, context) => {
    for (const message of problemsOfUrl(url)) context.addIssue({ code: 'custom', message })
  }),
})

const STAGES: Readonly<Record<CopyStage, string>> = {
  compare: '核对已有部分 / comparing what is there',
  copy: '复制 / copying',
  check: '核对 / checking',
}

const PROBLEMS: Readonly<Record<CopyProblem, readonly [zh: string, en: string]>> = {
  'not-a-beginning': [
    '目标里有来源没有的记录：请换一个空的目标（若来源此后删除过个人信息，也要重新复制到空目标）',
    'the target holds what the source does not: copy into an empty one (also where the source erased a person since)',
  ],
  unfinished: [
    '目标还不完整：不带 --check 再运行一次；若来源仍在写入，请先停掉它的服务器',
    'the target is not complete: run it again without --check; where the source still grows stop its servers first',
  ],
  'other-erasures': [
    '已删除个人记录的编号不同：不带 --check 再运行一次，仍不同则换一个空的目标',
    'the numbers of erased personal events differ: run it again without --check, then copy into an empty target',
  ],
  'broken-source': [
    '来源本身有问题，请先对来源运行 npm run verify',
    'the source itself is not sound: run npm run verify on it first',
  ],
  'other-root': ['两边的默克尔树根不同', 'the Merkle trees have other roots'],
}

interface Order {
  readonly source: LogEngine
  readonly target: LogEngine
  readonly isCheck: boolean
  readonly publicKeys: readonly string[]
}

/** Throws a ZodError for wrong settings, a TypeError for unknown options. */
function readOrder(args: readonly string[], environment: NodeJS.ProcessEnv): Order {
  const options = { from: { type: 'string' }, to: { type: 'string' }, check: { type: 'boolean' } } as const
  const { from, to, check } = Wanted.parse(parseArgs({ args: [...args], options }).values)
  const { DATA_DIR, KEYS_DIR, KURRENTDB_URL: url } = Settings.parse(environment)
  const dataDir = resolve(DATA_DIR)
  const engines: Readonly<Record<LogEngine['kind'], LogEngine>> = {
    sqlite: { kind: 'sqlite', file: join(dataDir, 'log.db') },
    kurrentdb: { kind: 'kurrentdb', url },
  }
  const publicKeys = checkpointPublicKeys(KEYS_DIR ?? join(dataDir, 'keys'))
  return { source: engines[from], target: engines[to], isCheck: check, publicKeys }
}

function progress() {
  let toldMs = performance.now()
  return (stage: CopyStage, done: number, of: number) => {
    if (performance.now() - toldMs < PROGRESS_EVERY_MS) return
    toldMs = performance.now()
    process.stderr.write(`${STAGES[stage]} ${done} / ${of}\n`)
  }
}

/** One line: what was copied and what both sides are. */
async function runOrder({ source, target, isCheck, publicKeys }: Order): Promise<string> {
  const onProgress = progress()
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  return closing(await openStill(source), async (from) => {
    const copied = isCheck
      ? undefined
      : await closing(await openImporter(target), (to) => copyLog({ source: from, target: to, publicKeys, onProgress }))
    const both =
      copied ??
      (await closing(await openStill(target), (to) =>
        checkCopy({ source: from, target: to, publicKeys, onProgress: (...done) => onProgress('check', ...done) }),
      ))
    const done = copied
      ? `已复制 / copied ${copied.events - copied.found}（原有 / there before ${copied.found}），${seconds(copied.copyMs)} 秒 / s；`
      : ''
    const { events, leaves, checkpoints, erased, rootHash } = both
    return `${done}两边一致 / both are one: 事件 / events ${events}，树叶 / leaves ${leaves}，检查点 / checkpoints ${checkpoints}，已删除的流 / erased streams ${erased}，树根 / root ${rootHash}`
  })
}

function reasonsOf(error: unknown): string[] {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return `${name in Wanted.shape ? `--${name}` : name}: ${message}`
    })
  return [error instanceof Error ? error.message : String(error)]
}

async function main(): Promise<number> {
  try {
    process.stdout.write(`${await runOrder(readOrder(process.argv.slice(2), process.env))}\n`)
    return 0
  } catch (error) {
    if (error instanceof CopyDiffers) {
      const [zh, en] = PROBLEMS[error.problem]
      const where = error.event === undefined ? '' : `第 ${error.event} 条 / event ${error.event}: `
      process.stderr.write(`${zh} / ${en} (${where}${error.message})\n`)
      return EXIT_DIFFERS
    }
    process.stderr.write(`无法复制 / could not copy: ${reasonsOf(error).join('; ')}\n`)
    return EXIT_FAILED
  }
}

// Not by itself: a read of the cluster's client that is never answered would keep the process.
if (import.meta.main) process.exit(await main())
