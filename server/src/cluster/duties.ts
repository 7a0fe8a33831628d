/** What only one node does at a time: what every log must begin with, what goes on beside requests, the timer, the processes. */
import { instantOf } from '@changxin/shared/kernel'
import type { Timer } from '../clock/timer.ts'
import type { FeatureDeps, ServerFeature, Stop } from '../feature.ts'
import type { ProcessRunner } from '../process/index.ts'

export interface Duties {
  begin(): Promise<void>
  /** May begin again. Also while they begin: then nothing is left on. */
  end(): Promise<void>
  /** From now on time passes by itself whenever the duties are on; before, only when it is told. */
  letTimePass(): void
}

interface Parts {
  readonly features: readonly ServerFeature[]
  readonly deps: FeatureDeps
  readonly timer: Timer
  readonly processes: ProcessRunner
}

export function createDuties({ features, deps, timer, processes }: Parts): Duties {
  const stops: Stop[] = []
  let isWanted = false
  let isOn = false
  let passes = false
  /** Beginning may take long, and its end must not overtake it. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const mine = last.then(act)
    last = mine.catch(() => {})
    return mine
  }

  async function begin(): Promise<void> {
    for (const feature of features) if (isWanted) await feature.begin?.(deps)
    if (!isWanted) return
    stops.push(...features.flatMap((feature) => feature.run?.(deps) ?? []))
    // Days that passed while nobody ran begin before anything is recorded on them.
    await timer.advanceTo(instantOf(deps.nowMs()))
    if (!isWanted) return
    processes.start()
    isOn = true
    if (passes) timer.start()
  }

  return {
    begin() {
      isWanted = true
      return inTurn(begin)
    },
    end() {
      isWanted = false
      return inTurn(async () => {
        isOn = false
        await timer.stop()
        await processes.stop()
        for (const stop of stops.splice(0)) await stop()
      })
    },
    letTimePass() {
      passes = true
      if (isOn) timer.start()
    },
  }
}
