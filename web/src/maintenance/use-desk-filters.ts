/** The filters of the request desk, kept in the URL; which requests one sees first depends on what one does here. */
import { Day } from '@changxin/shared/kernel'
import { Category, type maintenanceApi, RequestStatus, Urgency } from '@changxin/shared/maintenance'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import type { InputOf } from '../api/index.ts'
import { useSession } from '../session/session.ts'
import { useQueryParam } from '../ui/index.ts'

type Input = InputOf<typeof maintenanceApi.list>
type View = NonNullable<Input['view']>

export type DeskFilters = ReturnType<typeof useDeskFilters>

export function useDeskFilters() {
  const session = useSession()
  const router = useRouter()
  const [view, status, category, urgency, compoundId, regionId, unitId, q, asOf, from, to] = (
    ['view', 'status', 'category', 'urgency', 'compoundId', 'regionId', 'unitId', 'q', 'asOf', 'from', 'to'] as const
  ).map(useQueryParam) as [Param, Param, Param, Param, Param, Param, Param, Param, Param, Param, Param]

  /** A worker: assigned work alone. A desk: what is open. A resident: all of the own. */
  const worker = computed(() => session.may('maintenance.start') && hasRole('worker'))
  const desk = computed(() => session.me !== null && session.me.grants.length > 0)
  const usual = computed<View>(() => (worker.value ? 'mine' : desk.value ? 'open' : 'all'))
  const hasRole = (role: string) => session.me?.grants.some((grant) => grant.role === role) ?? false
  const current = computed<View>(
    () => VIEWS.find((one) => one === view.value) ?? (status.value || unitId.value ? 'all' : usual.value),
  )

  const input = computed<Input>(() => ({
    view: current.value,
    status: RequestStatus.safeParse(status.value).data,
    category: Category.safeParse(category.value).data,
    urgency: Urgency.safeParse(urgency.value).data,
    compoundId: compoundId.value || undefined,
    regionId: regionId.value || undefined,
    unitId: unitId.value || undefined,
    q: q.value || undefined,
    asOf: asOf.value || undefined,
    from: Day.safeParse(from.value).data,
    to: Day.safeParse(to.value).data,
  }))
  const narrowed = computed(() =>
    [status, category, urgency, compoundId, regionId, unitId, q, asOf, from, to].some((one) => one.value !== ''),
  )

  function clear() {
    void router.replace({ query: view.value ? { view: view.value } : {} })
  }
  return {
    view,
    category,
    urgency,
    compoundId,
    regionId,
    unitId,
    q,
    asOf,
    from,
    to,
    worker,
    desk,
    current,
    input,
    narrowed,
    clear,
  }
}

type Param = ReturnType<typeof useQueryParam>
export const VIEWS: readonly View[] = [
  'mine',
  'open',
  'unassigned',
  'overdue',
  'paused',
  'awaiting-confirmation',
  'closed',
  'all',
  'reported-by-me',
]
