/**
 * A refusal may rest on views that are behind: a session, a role or a thing of a moment ago, also of another node. Before
 * saying no, wait until the views show all that this process was told is durable, or, where other processes write too, all
 * that the log has. Where that cannot be found out, nobody is refused: they are told to come again.
 */
import { type Position, Rejected } from '@changxin/shared/kernel'
import type { CommandStore } from '../commands/store.ts'
import type { Log } from '../log/port.ts'
import type { Views } from './views.ts'

/** Longer than a node takes to notice that its subscription has fallen silent. */
const SHARED_TIMEOUT_MS = 5_000

/** `unsure`: the log does not say where it ends, or the views do not follow in time. */
export type CaughtUp = 'moved' | 'same' | 'unsure'

export interface CatchUp {
  /** `moved`: it is worth looking again. */
  wait(): Promise<CaughtUp>
  /**
   * Runs; when it throws Rejected, waits and runs once more if the views have moved on meanwhile. A refusal that may rest on
   * what another process did and this one cannot see is `not-ready`.
   */
  unlessRefused<Result>(run: () => Result): Promise<Result>
}

export function createCatchUp(
  log: Pick<Log, 'head' | 'shared'>,
  store: Pick<CommandStore, 'newest'>,
  views: Pick<Views, 'position' | 'waitFor'>,
): CatchUp {
  let asking: Promise<Position | null | undefined> | undefined
  let next: Promise<Position | null | undefined> | undefined

  const ask = (): Promise<Position | null | undefined> => {
    // A log out of reach says nothing.
    asking = log
      .head()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  /** Asked after the caller came, because an older head may lack what they wait for; one question at a time, for all of them. */
  function headOfAll(): Promise<Position | null | undefined> {
    if (!asking) return ask()
    next ??= asking.then(() => {
      next = undefined
      return ask()
    })
    return next
  }

  async function wait(): Promise<CaughtUp> {
    const wanted = log.shared ? await headOfAll() : store.newest()
    if (wanted === undefined) return 'unsure'
    if ((views.position() ?? '') >= (wanted ?? '')) return 'same'
    const isThere = await views.waitFor(wanted ?? '', log.shared ? SHARED_TIMEOUT_MS : undefined)
    return isThere ? 'moved' : 'unsure'
  }

  return {
    wait,
    async unlessRefused(run) {
      const before = views.position()
      try {
        return run()
      } catch (refusal) {
        if (!(refusal instanceof Rejected)) throw refusal
        const caughtUp = await wait()
        const isCertain = caughtUp !== 'unsure' || !log.shared
        if (caughtUp !== 'moved' && views.position() === before) throw isCertain ? refusal : new Rejected('not-ready')
        try {
          return run()
        } catch (again) {
          throw isCertain || !(again instanceof Rejected) ? again : new Rejected('not-ready')
        }
      }
    },
  }
}
