/** Builds the demo county into an empty log, with simulated time, while the views follow. */
import { type Day, dayOf, type Instant, instantOf } from '@changxin/shared/kernel'
import type { FileStore } from '../files/store.ts'
import type { Log } from '../log/port.ts'
import type { Views } from '../views/views.ts'
import { createAppender } from './appender.ts'
import { type County, planCounty } from './county.ts'
import { demoPasswordHashes } from './passwords.ts'
import { drawPictures } from './pictures.ts'
import { areasOf, readPlanFile } from './plan-file.ts'
import { createSimulation } from './simulation.ts'

/** Things that happen between two turns of the event loop: the writer gets its work, nobody waits. */
const STEPS_A_TURN = 400
/** Views that have not followed by then are not going to. */
const VIEWS_TIMEOUT_MS = 120_000

export interface DemoParts {
  readonly log: Pick<Log, 'append' | 'head'>
  readonly views: Pick<Views, 'waitFor' | 'health'>
  readonly deps: { readonly files: Pick<FileStore, 'put'> }
  readonly clock: { nowMs(): number; simulate(instant: Instant | null): void }
}

export interface DemoOrder {
  readonly DEMO_SEED: number
  readonly DEMO_ANCHOR?: Day | undefined
}

/** A smaller county, for tests. */
export interface DemoSize {
  /** Only these rows of the plan, in its order. */
  readonly areas?: readonly string[]
  readonly operationYears?: number
}

export interface BuiltDemo {
  readonly county: County
  readonly events: number
  /** Milliseconds until everything was decided and written, and until the views had followed. */
  readonly writtenMs: number
  readonly shownMs: number
}

/** Throws a RangeError for an anchor that is still to come. */
export async function buildDemo(
  { log, views, clock, deps }: DemoParts,
  { DEMO_SEED: seed, DEMO_ANCHOR }: DemoOrder,
  progress: (text: string) => void,
  { areas: wanted, ...size }: DemoSize = {},
): Promise<BuiltDemo> {
  const began = performance.now()
  const nowMs = clock.nowMs()
  const todayHere = dayOf(instantOf(nowMs))
  const anchor = DEMO_ANCHOR ?? todayHere
  if (anchor > todayHere) throw new RangeError(`DEMO_ANCHOR ${anchor} 还没有到 / is still to come`)
  const plan = readPlanFile()
  const areas = areasOf(plan).filter(({ rowId }) => wanted === undefined || wanted.includes(rowId))
  const county = planCounty({ areas, seed, anchor, ...size })
  progress(openingLine(county))
  const appender = createAppender(log, clock.simulate)
  const [passwordHashes, pictures] = await Promise.all([demoPasswordHashes(seed), drawPictures(deps.files)])
  try {
    const simulation = createSimulation({ county, seed, plan, passwordHashes, pictures, nowMs, onAppend: appender.add })
    let year = ''
    while (simulation.run(STEPS_A_TURN)) {
      await appender.breathe()
      if (simulation.day().slice(0, 4) === year) continue
      year = simulation.day().slice(0, 4)
      progress(`  ${year} …  ${simulation.events()} 条记录 / events`)
    }
    simulation.finish()
    await appender.finish()
    const writtenMs = performance.now() - began
    progress(`  ${simulation.events()} 条记录已写入，视图跟上中 / events written, the views are following …`)
    await follow(log, views)
    const shownMs = performance.now() - began
    progress(`演示数据建好，用时 ${(shownMs / 1_000).toFixed(1)} 秒 / the demo county is ready`)
    return { county, events: simulation.events(), writtenMs, shownMs }
  } finally {
    clock.simulate(null)
  }
}

function openingLine({ compounds, firstDay, anchor }: County): string {
  const units = compounds.reduce((sum, { plan }) => sum + plan.units.length, 0)
  return `正在建演示县（示例数据）：${compounds.length} 个小区、${units} 户，${firstDay} 至 ${anchor} / building the demo county: ${compounds.length} compounds, ${units} units`
}

async function follow(log: DemoParts['log'], views: DemoParts['views']): Promise<void> {
  const head = await log.head()
  if (head !== null && !(await views.waitFor(head, VIEWS_TIMEOUT_MS)))
    throw new Error('视图没有跟上日志 / the views do not follow the log')
  const stopped = views.health().projections.find((projection) => projection.stopped !== null)
  if (stopped) throw new Error(`${stopped.name}: ${stopped.stopped}`)
}
