/** The projecting thread: reads the log, writes views.db, tells the main thread what it touched. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type LogEngine, openLogReader } from '../log/index.ts'
import { projections } from '../projections.ts'
import { setAsideWhenDamaged, setAsideWhenForeign } from './damaged.ts'
import { openProjector, type ProjectorMessage, runProjector } from './projector.ts'

if (!parentPort) throw new Error('the projector runs as a worker')
const port = parentPort
const { engine, viewsFile } = workerData as { engine: LogEngine; viewsFile: string }
const stop = new AbortController()
let isHurried = false

/** Where cores are short, taking commands comes before showing them; on Linux this is the priority of this thread alone. */
const NICENESS = 5
let isNice = false
const beNice = () => {
  if (isNice || process.platform !== 'linux') return
  setPriority(0, NICENESS)
  isNice = true
}

const tell = (message: ProjectorMessage) => {
  // Until it has caught up nothing can be shown at all: then it is the one to hurry.
  if (message.type === 'health' && message.health.ready) beNice()
  port.postMessage(message)
}

port.on('message', (message: unknown) => {
  if (message === 'stop') stop.abort()
  else isHurried = message === 'hurry'
})

let away: string | null = null
const tellAway = (reason: string | null) => {
  if ((reason === null) === (away === null)) return
  away = reason
  tell({ type: 'away', reason })
}

try {
  const log = await openLogReader(engine, tellAway)
  setAsideWhenForeign(viewsFile, await log.head())
  const projector = setAsideWhenDamaged(viewsFile, () => openProjector(viewsFile, projections))
  tell({ type: 'opened' })
  await runProjector(projector, log, tell, {
    signal: stop.signal,
    size: () => log.size(),
    nowMs: () => performance.now(),
    isHurried: () => isHurried,
  })
  projector.close()
  await log.close()
} catch (error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
port.close()
