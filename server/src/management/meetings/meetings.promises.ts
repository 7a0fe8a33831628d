/** How promises were kept: of what fell due on some days, how much was there in time. */
import type { Day } from '@changxin/shared/kernel'
import type { KnownQuestion, MeetingState } from '@changxin/shared/management'
import type { Read } from '../../views/views.ts'

interface Kept {
  readonly part: number
  readonly of: number
}
const keptOf = (cases: readonly boolean[]): Kept => ({ part: cases.filter(Boolean).length, of: cases.length })

/** Every day that was promised counts, also one that was moved after it had passed; questions taken back do not. */
export function promisesDue(
  read: Read,
  compoundId: string,
  from: Day,
  to: Day,
): { readonly questions: Kept; readonly points: Kept } {
  const states = <State>(table: string, and = '') =>
    read
      .all<{ state: string }>(`SELECT state FROM ${table} WHERE compound_id = ? ${and}`, compoundId)
      .map(({ state }) => JSON.parse(state) as State)
  const within = (day: Day) => from <= day && day <= to
  const questions = states<KnownQuestion>('management_meetings_question').flatMap(({ status, dueOn, missed }) => {
    if (status === 'withdrawn') return []
    const late = missed.filter(within).map(() => false)
    return !missed.includes(dueOn) && within(dueOn) && status === 'answered' ? [...late, true] : late
  })
  const meetings = states<NonNullable<MeetingState>>('management_meetings_meeting', "AND to_position = '~~'")
  const points = meetings.flatMap((meeting) =>
    meeting.points.flatMap(({ dueOn, missed, done }) => {
      const days = dueOn === null || missed.includes(dueOn) ? missed : [...missed, dueOn]
      // Not due yet and not done: neither kept nor broken.
      const told = days.filter((day) => within(day) && (done !== null || missed.includes(day)))
      return told.map((day) => done !== null && done.on <= day)
    }),
  )
  return { questions: keptOf(questions), points: keptOf(points) }
}
