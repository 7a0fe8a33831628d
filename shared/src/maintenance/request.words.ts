/** The words for states and steps that refusals use. */
import { dayOf, epochMsOf, type Instant, startOf } from '@changxin/shared/kernel'
import type { RequestAction, RequestState } from './request.state.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const statusWords: Readonly<Record<RequestState['status'], Words>> = {
  none: { zh: '未登记', en: 'unknown' },
  reported: { zh: '待受理', en: 'reported' },
  accepted: { zh: '已受理', en: 'accepted' },
  assigned: { zh: '已派单', en: 'assigned' },
  started: { zh: '处理中', en: 'started' },
  completed: { zh: '待确认', en: 'completed' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
}

export const actionWords: Readonly<Record<RequestAction, Words>> = {
  'maintenance.accept': { zh: '受理', en: 'accept' },
  'maintenance.assign': { zh: '派单', en: 'assign' },
  'maintenance.start': { zh: '到场', en: 'start' },
  'maintenance.complete': { zh: '完工', en: 'complete' },
  'maintenance.confirm': { zh: '确认', en: 'confirm' },
  'maintenance.reopen': { zh: '重新打开', en: 'reopen' },
  'maintenance.cancel': { zh: '撤销', en: 'cancel' },
  'maintenance.notes': { zh: '备注', en: 'add a note' },
}

/** `2026-03-01 16:30`, the wall clock in Shanghai. */
export function wallClock(instant: Instant): string {
  const day = dayOf(instant)
  const minutes = Math.floor((epochMsOf(instant) - epochMsOf(startOf(day))) / 60_000)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
