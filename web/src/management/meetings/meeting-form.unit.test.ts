import { meetingsApi } from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { bodyOf, emptyMeeting, emptyPoint } from './meeting-form.ts'

const TODAY = '2026-03-02'
const point = { ...emptyPoint(), topic: '化粪池', decision: '清掏', dueOn: '2026-03-31' }
const draft = { ...emptyMeeting(TODAY), place: '社区', points: [point] }

test('what is typed in is sent as the server takes it, without the rows that were left empty', () => {
  const body = bodyOf({ ...draft, points: [point, emptyPoint(), { ...point, topic: '通报', who: '', dueOn: '' }] })
  expect(meetingsApi.hold.body.parse(body).points.map(({ topic, who, dueOn }) => [topic, who?.body, dueOn])).toEqual([
    ['化粪池', 'manager', '2026-03-31'],
    ['通报', undefined, null],
  ])
})

test('nothing is sent while the place, a point or its decision is missing', () => {
  expect(bodyOf(emptyMeeting(TODAY))).toBeNull()
  expect(bodyOf({ ...draft, place: ' ' })).toBeNull()
  expect(bodyOf({ ...draft, points: [emptyPoint()] })).toBeNull()
  expect(bodyOf({ ...draft, points: [{ ...point, decision: '' }] })).toBeNull()
})
