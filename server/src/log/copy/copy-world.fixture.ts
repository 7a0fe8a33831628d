/** Where tests copy: a file with the story, clusters and files to copy it to, and what they show. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStandIn, type StandIn } from '../../../../test/kurrentdb/stand-in.ts'
import { checkpointPublicKeys } from '../checkpoint-keys.ts'
import { type LogEngine, openLog, openLogReader } from '../engine.ts'
import type { Log, LogReader } from '../port.ts'
import { closing } from './closing.ts'
import { storyClock, tellStory, wholeLog } from './copied-log.fixture.ts'
import { type CopyCheck, type CopyReport, checkCopy, copyLog, openImporter, openStill } from './index.ts'

type File = Extract<LogEngine, { kind: 'sqlite' }>

export const writing = async <Result>(engine: LogEngine, run: (log: Log) => Promise<Result>): Promise<Result> =>
  closing(await openLog(engine, { now: storyClock() }), run)
export const reading = async <Result>(engine: LogEngine, run: (log: LogReader) => Promise<Result>): Promise<Result> =>
  closing(await openLogReader(engine), run)
export const whole = (engine: LogEngine): Promise<string[]> => reading(engine, wholeLog)

/** Scavenging goes on beside, and says so in the engine's own streams. */
export const oursOn = (standIn: StandIn) => standIn.log.all().filter(({ stream }) => !/^[$_]/.test(stream)).length

export function copyWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'changxin-copy-'))
  const keysDir = join(folder, 'keys')
  const origin: File = { kind: 'sqlite', file: join(folder, 'origin.db') }
  const clusters: StandIn[] = []
  let files = 0
  const evidence = () => ({ publicKeys: checkpointPublicKeys(keysDir) })
  return {
    ...{ folder, keysDir, origin, evidence },
    begin: () => writing(origin, (log) => tellStory(log, keysDir)),
    async cluster(nodes: 1 | 3 = 1): Promise<{ engine: LogEngine; standIn: StandIn }> {
      const standIn = await openStandIn({ nodes })
      clusters.push(standIn)
      return { engine: { kind: 'kurrentdb', url: standIn.url }, standIn }
    },
    newFile: (): File => ({ kind: 'sqlite', file: join(folder, `copy-${files++}.db`) }),
    copy: async (from: LogEngine, to: LogEngine): Promise<CopyReport> =>
      closing(await openStill(from), async (source) =>
        closing(await openImporter(to), (target) => copyLog({ source, target, ...evidence() })),
      ),
    check: async (from: LogEngine, to: LogEngine): Promise<CopyCheck> =>
      closing(await openStill(from), async (source) =>
        closing(await openStill(to), (target) => checkCopy({ source, target, ...evidence() })),
      ),
    async endClusters(): Promise<void> {
      for (const standIn of clusters.splice(0)) await standIn.close()
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}
