/** Streams: `servicereport-<compoundId>-<month>` and `award-<schemeId>`. */
import { awardDecider, awardEvents, reportDecider, reportEvents } from '@changxin/shared/oversight'
import { aggregate } from '../../commands/aggregate.ts'

export const ServiceReports = aggregate('servicereport', reportDecider, reportEvents)
export const Awards = aggregate('award', awardDecider, awardEvents)
export const reportIdOf = (compoundId: string, month: string) => `${compoundId}-${month}`
