/** Whether a request is a repeat: the same fault at the same place again, soon after the last one was confirmed as fixed. */
import { DAY_MS, epochMsOf, type Id, type Instant } from '@changxin/shared/kernel'
import type { Category, RequestPlace } from './events.ts'

/** Half a year: what came back within it was not lastingly fixed. A rule of the house, not of the law. */
export const REPEAT_WITHIN_DAYS = 180

/** What two requests must share: the very place (a unit, an entrance, a building, a common part, the compound) and the category. */
export interface Matter {
  readonly requestId: Id
  readonly place: RequestPlace
  readonly category: Category
}
export interface ReportedMatter extends Matter {
  readonly reportedAt: Instant
}
export interface ConfirmedMatter extends Matter {
  readonly confirmedAt: Instant
}

/** Within the days to the millisecond; on the same instant counts, as does the last one of the last day. */
export function isRepeatOf(report: ReportedMatter, earlier: ConfirmedMatter): boolean {
  const afterMs = epochMsOf(report.reportedAt) - epochMsOf(earlier.confirmedAt)
  return (
    earlier.requestId !== report.requestId &&
    earlier.place.kind === report.place.kind &&
    earlier.place.id === report.place.id &&
    earlier.category === report.category &&
    afterMs >= 0 &&
    afterMs <= REPEAT_WITHIN_DAYS * DAY_MS
  )
}

/** The one that was confirmed last; undefined when the report is no repeat. Of one instant the later in the list. */
export function repeatedBy<Confirmed extends ConfirmedMatter>(
  report: ReportedMatter,
  earlier: readonly Confirmed[],
): Confirmed | undefined {
  return earlier
    .filter((one) => isRepeatOf(report, one))
    .reduce<Confirmed | undefined>((last, one) => (last && last.confirmedAt > one.confirmedAt ? last : one), undefined)
}
