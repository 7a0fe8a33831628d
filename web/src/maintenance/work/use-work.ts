/** Steps of a worker: each goes through the outbox, so that it works the same with and without signal. */
import type { CommandRoute } from '@changxin/shared/kernel'
import { maintenanceApi, type RequestRow } from '@changxin/shared/maintenance'
import { computed, ref } from 'vue'
import { useOutbox } from '../../api/index.ts'
import { useSession } from '../../session/session.ts'
import type { UnsentFile } from '../../ui/index.ts'
import { type WorkState, type WorkVerb, workStateOf } from './work-state.ts'

/** Those that need nothing but the tap. */
export type QuickVerb = 'grab' | 'start' | 'resume'
export const isQuick = (verb: WorkVerb): verb is QuickVerb => verb === 'grab' || verb === 'start' || verb === 'resume'

const ROUTES: Readonly<Record<WorkVerb, CommandRoute>> = {
  grab: maintenanceApi.grab,
  start: maintenanceApi.start,
  complete: maintenanceApi.complete,
  resume: maintenanceApi.resume,
  pause: maintenanceApi.pause,
  'hand-back': maintenanceApi.handBack,
}

export function useWork() {
  const outbox = useOutbox()
  const session = useSession()
  /** The device has no room: nothing was noted. */
  const noRoom = ref(false)
  /** Being noted: a second tap of the same thumb is no second step. */
  const noting = new Set<string>()
  const phone = computed(() => ({ items: outbox.items.value, taken: outbox.taken.value, may: session.may }))

  async function take(
    verb: WorkVerb,
    request: Pick<RequestRow, 'id' | 'compoundName' | 'placeLabel'>,
    body: Readonly<Record<string, unknown>> = {},
    files: readonly UnsentFile[] = [],
  ): Promise<boolean> {
    const tap = `${verb} ${request.id}`
    if (noting.has(tap)) return false
    noting.add(tap)
    const about = [...new Set([request.compoundName, request.placeLabel])].join(' ')
    const step = { route: ROUTES[verb], params: { id: request.id }, body, group: request.id, about, files }
    noRoom.value = !(await outbox.put(step).catch(() => undefined))
    noting.delete(tap)
    return !noRoom.value
  }

  const stateOf = (row: Pick<RequestRow, 'id' | 'status' | 'revision' | 'assigneeId'>): WorkState =>
    workStateOf(row, phone.value)
  return { take, stateOf, noRoom }
}
