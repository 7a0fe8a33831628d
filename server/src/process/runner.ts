/** Runs the processes: one effect at a time each, in the order of their causes; looks again when what it reads is touched. */
import { Rejected } from '@changxin/shared/kernel'
import type { Logger } from 'pino'
import type { CommandStore } from '../commands/store.ts'
import type { Views } from '../views/views.ts'
import { MAX_PENDING, type Process } from './process.ts'

/** The log or the views are away, or an effect was refused: tried again after this. */
const RETRY_MS = 30_000
/** An effect must be shown before the next look, or its cause would still look pending. */
const SHOWN_TIMEOUT_MS = 5_000
/** Looks in a row that all found something; more would mean that an effect does not settle its cause. */
const MAX_LOOKS = 1_000

export interface ProcessRunner {
  /** Looks from now on; before it nothing runs. */
  start(): void
  /** Resolves when nothing is pending but what was refused. */
  settle(): Promise<void>
  /** May start again. */
  stop(): Promise<void>
}

interface Deps {
  readonly views: Pick<Views, 'read' | 'waitFor' | 'onApplied'>
  readonly store: Pick<CommandStore, 'newest'>
  readonly logger: Logger
}

export function createProcessRunner(deps: Deps, processes: readonly Process[]): ProcessRunner {
  const { views, store, logger } = deps
  let isRunning = false
  const lanes = processes.map(createLane)
  views.onApplied(({ touches }) => {
    for (const lane of lanes) if (touches.some(({ table }) => lane.tables.has(table))) void lane.wake()
  })

  function createLane(process: Process) {
    let running: Promise<void> | undefined
    let isWanted = false
    let timeout: NodeJS.Timeout | undefined

    /** True when all that was pending had its effect. */
    async function look(): Promise<boolean> {
      const refused = new Set<string>()
      for (let looks = 0; looks < MAX_LOOKS; looks++) {
        const found = views.read((read) => process.pending(read)).result.slice(0, MAX_PENDING)
        const pending = found.filter(({ key }) => !refused.has(key))
        if (pending.length === 0) return refused.size === 0
        for (const { key, run } of pending) {
          if (!isRunning) return true
          try {
            const position = await run()
            if (position !== null && !(await views.waitFor(position, SHOWN_TIMEOUT_MS))) return false
          } catch (error) {
            // One matter that is refused must not hold back the others; anything else is the log's trouble.
            if (!(error instanceof Rejected)) throw error
            refused.add(key)
            logger.error({ err: error, process: process.name, key }, 'an effect was refused')
          }
        }
      }
      throw new Error(`${process.name} does not settle`)
    }

    async function go(): Promise<void> {
      let isSettled = true
      while (isWanted && isRunning) {
        isWanted = false
        clearTimeout(timeout)
        isSettled = await look().catch((error: unknown) => {
          logger.error({ err: error, process: process.name }, 'a process failed, trying again')
          return false
        })
      }
      running = undefined
      if (!isSettled && isRunning) timeout = setTimeout(() => void wake(), RETRY_MS).unref()
    }

    function wake(): Promise<void> {
      if (!isRunning) return Promise.resolve()
      isWanted = true
      running ??= go()
      return running
    }

    return {
      tables: new Set(process.reads),
      wake,
      async stop() {
        clearTimeout(timeout)
        await running
      },
    }
  }

  const wakeAll = () => Promise.all(lanes.map(({ wake }) => wake()))
  return {
    start() {
      isRunning = true
      void wakeAll()
    },
    async settle() {
      const newest = store.newest()
      if (newest !== null) await views.waitFor(newest, SHOWN_TIMEOUT_MS)
      await wakeAll()
    },
    async stop() {
      isRunning = false
      await Promise.all(lanes.map(({ stop }) => stop()))
    },
  }
}
