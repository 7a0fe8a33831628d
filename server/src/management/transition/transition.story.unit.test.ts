import {
  HandoverRecorded,
  HandoverSigned,
  OperatorRegistered,
  type TransitionEvent,
  TransitionOpened,
} from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { managementProjection } from '../management.projection.ts'
import { type StepRow, storiesOf } from './transition.story.ts'

test('what was signed before the list changed is not shown beside what was signed anew on the same day', () => {
  const { read } = projected(managementProjection, [
    OperatorRegistered({ operatorId: 'o1', kind: 'property-company', name: '永安物业' }),
  ])
  const of = { transitionId: 't1', compoundId: 'c1' }
  const from = { fromAdoptionId: 'a1', fromMode: 'property-company', fromOperatorId: 'o1' } as const
  const keys = {
    key: 'keys',
    state: 'handed-over',
    count: 3,
    amountFen: null,
    how: null,
    note: null,
    files: [],
  } as const
  const signed = (paper: string) =>
    HandoverSigned({ ...of, side: 'old', signedOn: '2026-03-01', files: [paper.repeat(64)] })
  const told: readonly TransitionEvent[] = [
    TransitionOpened({ ...of, ...from, reason: 'manager-leaves', text: null, files: [] }),
    HandoverRecorded({ ...of, items: [keys] as never }),
    signed('a'),
    HandoverRecorded({ ...of, items: [{ ...keys, count: 4 }] as never }),
    signed('b'),
  ]
  const rows = (events: readonly TransitionEvent[]): StepRow[] =>
    events.map(({ type, data }) => ({
      transition_id: 't1',
      type,
      occurred_at: '2026-03-01T00:00:00.000Z',
      actor_id: 'p1',
      data: JSON.stringify(data),
      sample: 0,
    }))
  const papers = (events: readonly TransitionEvent[]) =>
    storiesOf(rows(events), { read, rules: [], nameOf: () => '' })[0]?.signed.map(({ files }) => files[0]?.[0])
  expect(papers(told)).toEqual(['b'])
  expect(papers(told.slice(0, 4))).toEqual([])
  expect(papers(told.slice(0, 3))).toEqual(['a'])
})
