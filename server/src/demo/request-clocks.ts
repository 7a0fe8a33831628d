/** Requests are told here, so that what falls due is said at that very moment, as the timer would. */
import { epochMsOf } from '@changxin/shared/kernel'
import {
  type DueThing,
  dueOf,
  type RequestCommand,
  type RequestFacts,
  type RequestState,
} from '@changxin/shared/maintenance'
import { dueCommand, dueKey } from '../maintenance/index.ts'
import { RANK } from './agenda.ts'
import type { Told } from './journal.ts'
import { Requests } from './streams.ts'
import type { World } from './world.ts'

export type Watched = Pick<World, 'agenda' | 'journal'>

export function tellOf(
  world: Watched,
  requestId: string,
  command: RequestCommand,
  told: Told,
  facts?: RequestFacts,
): void {
  const before = firstDue(world.journal.state(Requests, requestId))
  world.journal.tell(Requests, requestId, command, told, facts)
  const next = firstDue(world.journal.state(Requests, requestId))
  if (next && !isSame(next, before)) watch(world, requestId, next)
}

const firstDue = (state: RequestState): DueThing | undefined => dueOf(state)[0]
const isSame = (one: DueThing, other: DueThing | undefined) => JSON.stringify(one) === JSON.stringify(other)

/** Only the first is waited for: whatever changes it makes another wait, and this one comes to nothing. */
function watch(world: Watched, requestId: string, due: DueThing): void {
  const fire = () => {
    const first = firstDue(world.journal.state(Requests, requestId))
    if (!first || !isSame(due, first)) return
    tellOf(world, requestId, dueCommand(requestId, due), {
      by: 'system',
      key: dueKey(requestId, due, world.journal.total()),
    })
  }
  world.agenda.add(epochMsOf(due.dueAt), fire, RANK.due)
}
