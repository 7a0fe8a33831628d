/** Streams: `meeting-<meetingId>` and `question-<questionId>`. */
import { meetingDecider, meetingEvents, questionDecider, questionEvents } from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

export const Meetings = aggregate('meeting', meetingDecider, meetingEvents)
export const Questions = aggregate('question', questionDecider, questionEvents)
