/** Removes files that nobody has any more: at the start, when a person is erased, and again until it is done. */
import type { FeatureDeps, Stop } from '../feature.ts'
import { isUnwanted, unwantedFiles } from './files.queries.ts'

/** A place of files that was away is asked again after this. */
const RETRY_MS = 60_000

interface Deps {
  readonly views: Pick<FeatureDeps['views'], 'read' | 'onApplied'>
  readonly logger: Pick<FeatureDeps['logger'], 'error'>
}

/** `remove`: the bytes, on one node; what was made of them, on every node. */
export function removeUnwanted(
  { views, logger }: Deps,
  remove: (sha256: string) => Promise<void>,
  retryMs = RETRY_MS,
): Stop {
  let isStopped = false
  let isWanted = false
  let sweeping: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  async function sweep(): Promise<void> {
    for (const sha256 of views.read(unwantedFiles).result) {
      if (isStopped) return
      // Somebody may have brought the same file meanwhile.
      if (views.read((read) => isUnwanted(read, sha256)).result) await remove(sha256)
    }
  }

  async function sweepUntilQuiet(): Promise<void> {
    try {
      while (isWanted && !isStopped) {
        isWanted = false
        await sweep()
      }
    } catch (error) {
      logger.error({ err: error }, 'an erased person’s file could not be removed; it is tried again')
      if (!isStopped) timer = setTimeout(start, retryMs).unref()
    } finally {
      sweeping = undefined
    }
  }

  function start(): void {
    clearTimeout(timer)
    isWanted = true
    sweeping ??= sweepUntilQuiet()
  }

  const unlisten = views.onApplied(({ touches }) => {
    if (touches.some((touch) => touch.table === 'files_unwanted')) start()
  })
  start()
  return async () => {
    isStopped = true
    unlisten()
    clearTimeout(timer)
    await sweeping
  }
}
