/** What may happen to a label. */
import { test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import type { LabelCommand } from './label.decider.ts'
import { labelDecider } from './label.decider.ts'
import { labelErrors } from './label.errors.ts'
import { LabelIssued, LabelUsed, LabelWithdrawn } from './label.events.ts'

const given = storyOf(labelDecider, labelErrors.entries)
const of = { labelId: 'l1', compoundId: 'c1' }
const label = { ...of, place: { kind: 'entrance', id: 'e1' }, code: '7k2m9qd4w8xza' } as const
const issue: LabelCommand = { type: 'IssueLabel', ...label }
const withdraw: LabelCommand = { type: 'WithdrawLabel', reason: '被撕掉' }
const followUpHash = 'a'.repeat(64)
const use = (requestId: string): LabelCommand => ({ type: 'UseLabel', requestId, followUpHash })
const used = LabelUsed({ ...of, requestId: 'r1', followUpHash })
const withdrawn = LabelWithdrawn({ ...of, reason: '被撕掉' })

test('a label is issued once, for a place of the compound', () => {
  given().when(issue, { placeExists: true }).then(LabelIssued(label))
  given(LabelIssued(label)).when(issue, { placeExists: true }).nothing()
  given().when(issue, { placeExists: false }).rejected('label-place-unknown', { placeId: 'e1' })
})

test('it is withdrawn for good', () => {
  given(LabelIssued(label)).when(withdraw).then(withdrawn)
  given(LabelIssued(label), withdrawn).when(withdraw).nothing()
  given().when(withdraw).rejected('label-unknown')
})

test('each request that came in by it is noted once', () => {
  given(LabelIssued(label)).when(use('r1')).then(used)
  given(LabelIssued(label), used).when(use('r1')).nothing()
  given(LabelIssued(label), used)
    .when(use('r2'))
    .then(LabelUsed({ ...of, requestId: 'r2', followUpHash }))
  given().when(use('r1')).rejected('label-unknown')
})

test('a report that was taken keeps its follow-up page though the label is withdrawn in the same moment', () => {
  given(LabelIssued(label), withdrawn).when(use('r1')).then(used)
})
