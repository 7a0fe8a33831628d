/** A meeting as it is typed in: rows that may be half empty, and what of it can be sent. */
import type { Day } from '@changxin/shared/kernel'
import type { Body, meetingsApi } from '@changxin/shared/management'
import type { z } from 'zod'

export interface SeatDraft {
  body: Body
  organisation: string
}
export interface PointDraft {
  topic: string
  decision: string
  /** Empty: only taken note of, nobody sees to it. */
  who: Body | ''
  organisation: string
  dueOn: Day
}
export interface MeetingDraft {
  heldOn: Day
  place: string
  calledBy: Body
  seats: SeatDraft[]
  points: PointDraft[]
  files: string[]
}

export const emptySeat = (body: Body = 'manager'): SeatDraft => ({ body, organisation: '' })
export const emptyPoint = (): PointDraft => ({ topic: '', decision: '', who: 'manager', organisation: '', dueOn: '' })
export const emptyMeeting = (today: Day): MeetingDraft => ({
  heldOn: today,
  place: '',
  calledBy: 'community',
  seats: (['community', 'manager', 'owners'] as const).map(emptySeat),
  points: [emptyPoint()],
  files: [],
})

const isBlank = ({ topic, decision, dueOn }: PointDraft) => `${topic}${decision}${dueOn}`.trim() === ''
const textOr = (text: string) => text.trim() || null

/** Untouched points are left out; null while something that is needed is missing. */
export function bodyOf(draft: MeetingDraft): z.input<(typeof meetingsApi.hold)['body']> | null {
  const points = draft.points.filter((point) => !isBlank(point))
  const isWhole = points.every(({ topic, decision }) => topic.trim() && decision.trim())
  if (!draft.heldOn || !draft.place.trim() || points.length === 0 || draft.seats.length === 0 || !isWhole) return null
  return {
    heldOn: draft.heldOn,
    place: draft.place,
    calledBy: draft.calledBy,
    seats: draft.seats.map(({ body, organisation }) => ({ body, organisation: textOr(organisation), personId: null })),
    points: points.map(({ topic, decision, who, organisation, dueOn }) => ({
      topic,
      decision,
      who: who === '' ? null : { body: who, organisation: textOr(organisation), personId: null },
      dueOn: dueOn || null,
      requestId: null,
    })),
    files: draft.files,
  }
}
