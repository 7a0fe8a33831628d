/** The projecting thread: reads the log, writes views.db, tells the main thread what it touched. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteLogReader } from '../log/index.ts'
import { projections } from '../projections.ts'
import { setAsideWhenDamaged } from './damaged.ts'
import { openProjector, type ProjectorMessage, runProjector } from './projector.ts'

if (!parentPort) throw new Error('the projector runs as a worker')
const port = parentPort
const { logFile, viewsFile } = workerData as { logFile: string; viewsFile: string }
const stop = new AbortController()

/** Where cores are short, taking commands comes before showing them; on Linux this is the priority of this thread alone. */
const NICENESS = 5
if (process.platform === 'linux') setPriority(0, NICENESS)

const tell = (message: ProjectorMessage) => port.postMessage(message)

port.on('message', (message: unknown) => {
  if (message === 'stop') stop.abort()
})

try {
  const log = openSqliteLogReader({ file: logFile })
  const projector = setAsideWhenDamaged(viewsFile, () => openProjector(viewsFile, projections))
  tell({ type: 'opened' })
  await runProjector(projector, log, tell, {
    signal: stop.signal,
    size: () => log.size(),
    nowMs: () => performance.now(),
  })
  projector.close()
  await log.close()
} catch (error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
port.close()
