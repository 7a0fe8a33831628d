/** What all parts of the hunt share. */
import type { Random } from '@changxin/server/demo/random.ts'
import type { StandInProcess } from '../../kurrentdb/stand-in-process.ts'
import type { County } from './county.ts'
import type { Findings } from './findings.ts'
import type { LeaseWatch } from './lease-watch.ts'
import type { NodeProcess } from './node-process.ts'

export interface Hunt {
  readonly seed: number
  readonly folder: string
  /** Of the proxy. */
  readonly url: string
  readonly nodes: readonly NodeProcess[]
  readonly lease: LeaseWatch
  readonly findings: Findings
  readonly county: County
  /** The running one: another after it was killed; and when something was last done to it. */
  readonly log: { standIn: StandInProcess; troubledMs: number }
  /** Each part draws from its own. */
  random(part: string): Random
  /** Set at the end: no more load and no more trouble. */
  readonly over: AbortSignal
  /** Of everything that was acknowledged; kept while they are of use to readers. */
  readonly acknowledged: Acknowledged[]
  say(text: string): void
}

export interface Acknowledged {
  readonly key: string
  readonly action: string
  readonly id: string
  readonly revision: number
  readonly position: string
  readonly atMs: number
}
