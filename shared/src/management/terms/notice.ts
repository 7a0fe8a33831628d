/** What the contract book of the Civil Code (in force since 2021-01-01) says of the end of a contract. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'

export interface NoticeArticle {
  readonly zh: string
  readonly en: string
}
const article = (number: string, of: number): NoticeArticle => ({
  zh: `民法典第${number}条`,
  en: `Civil Code art. ${of}`,
})

/** Owners who dismiss the manager by a decision tell it so long before, in writing, unless the contract says otherwise. */
export const OWNERS_NOTICE = { days: 60, article: article('九百四十六', 946) } as const
/** A manager who will not renew tells the owners so long before the end, in writing, unless the contract says otherwise. */
export const MANAGER_NOTICE = { days: 90, article: article('九百四十七', 947) } as const
/** Not renewed, no other manager, and the service goes on: the contract runs on indefinitely, to be ended with 60 days' notice. */
export const RUNS_ON = { days: 60, article: article('九百四十八', 948) } as const
/** Single services may be given to others, never all of them. */
export const SUB_CONTRACTING = article('九百四十一', 941)

/** `ends-soon`: its last day is at most 90 days away. `runs-on`: the last day has passed. */
export type ContractState = 'coming' | 'running' | 'ends-soon' | 'runs-on'

export function contractStateOn({ from, to }: { readonly from: Day; readonly to: Day }, day: Day): ContractState {
  if (day < from) return 'coming'
  if (day > to) return 'runs-on'
  return daysBetween(day, to) <= MANAGER_NOTICE.days ? 'ends-soon' : 'running'
}

/** The last day on which the manager can still say in time that it will not renew. */
export function lastNoticeDay(to: Day, managerNoticeDays: number | null): Day {
  return addDays(to, -(managerNoticeDays ?? MANAGER_NOTICE.days))
}
