/** The words for states and steps that refusals use. */
import { dayOf, epochMsOf, type Instant, startOf } from '@changxin/shared/kernel'
import type { RequestAction } from './request.possible.ts'
import type { RequestState } from './request.state.ts'

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
  paused: { zh: '已挂起', en: 'paused' },
  completed: { zh: '待确认', en: 'completed' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  unanswered: { zh: '未回应', en: 'not answered' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
  rejected: { zh: '不予受理', en: 'rejected' },
  merged: { zh: '已并单', en: 'merged' },
  closed: { zh: '强制关闭', en: 'closed by force' },
}

export const actionWords: Readonly<Record<RequestAction, Words>> = {
  'maintenance.accept': { zh: '受理', en: 'accept' },
  'maintenance.reject': { zh: '不予受理', en: 'reject' },
  'maintenance.assign': { zh: '派单', en: 'assign' },
  'maintenance.grab': { zh: '抢单', en: 'grab' },
  'maintenance.transfer': { zh: '转单', en: 'transfer' },
  'maintenance.hand-back': { zh: '退单', en: 'hand back' },
  'maintenance.start': { zh: '到场', en: 'start' },
  'maintenance.pause': { zh: '挂起', en: 'pause' },
  'maintenance.resume': { zh: '恢复', en: 'resume' },
  'maintenance.complete': { zh: '完工', en: 'complete' },
  'maintenance.confirm': { zh: '确认', en: 'confirm' },
  'maintenance.partly-fixed': { zh: '部分修复', en: 'partly fixed' },
  'maintenance.reopen': { zh: '重新打开', en: 'reopen' },
  'maintenance.close': { zh: '强制关闭', en: 'close by force' },
  'maintenance.merge': { zh: '并单', en: 'merge' },
  'maintenance.cancel': { zh: '撤销', en: 'cancel' },
  'maintenance.follow': { zh: '我也遇到', en: 'me too' },
  'maintenance.urge': { zh: '催单', en: 'urge' },
  'maintenance.tell': { zh: '记录告知', en: 'record telling' },
  'maintenance.costs': { zh: '登记费用', en: 'record costs' },
  'maintenance.visit': { zh: '回访', en: 'return visit' },
  'maintenance.notes': { zh: '备注', en: 'add a note' },
}

/** `2026-03-01 16:30`, the wall clock in Shanghai. */
export function wallClock(instant: Instant): string {
  const day = dayOf(instant)
  const minutes = Math.floor((epochMsOf(instant) - epochMsOf(startOf(day))) / 60_000)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
