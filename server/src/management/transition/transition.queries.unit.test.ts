import { DayStarted } from '@changxin/shared/clock'
import { ManagerChosen } from '@changxin/shared/decisions'
import { addDays } from '@changxin/shared/kernel'
import {
  NoticeGiven,
  TAKE_OVER_AHEAD_DAYS,
  TransitionDecided,
  TransitionOpened,
  TransitionStepSkipped,
} from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { projected, queryContext, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { maintenanceProjection } from '../../maintenance/maintenance.projection.ts'
import { peopleProjection } from '../../people/index.ts'
import { managementProjection } from '../management.projection.ts'
import { chosenManagers } from './transition.process.ts'
import { transitionProjection } from './transition.projection.ts'
import { viewTransition } from './transition.queries.ts'

test('taking over is said to be possible from the day on which it can be recorded ahead', () => {
  const earliestOn = '2026-04-30'
  const of = { transitionId: 't1', compoundId: 'c1' }
  const from = { fromAdoptionId: 'a1', fromMode: 'property-company', fromOperatorId: 'o1' } as const
  const to = { mode: 'service-centre', operatorId: 'o2', decidedOn: '2026-03-01', decision: null, until: null } as const
  const notice = { kind: 'dismissal', givenOn: '2026-03-01', days: 60, ruleId: null, text: null } as const
  const views = projected(
    [clockProjection, peopleProjection, maintenanceProjection, managementProjection, transitionProjection],
    [
      TransitionOpened({ ...of, ...from, reason: 'owners-dismiss', text: null, files: [] }),
      TransitionDecided({ ...of, ...to, ground: { kind: 'decision', text: '业主大会决定', file: null } }),
      NoticeGiven({ ...of, ...notice, earliestOn, files: [] }),
      TransitionStepSkipped({ ...of, step: 'handover', ground: '原物业已撤离', files: [] }),
    ].map((event) => recorded(event, { stream: 'management-c1' })),
  )
  const takeOverOn = (day: string) => {
    views.apply(DayStarted({ day }))
    return viewTransition(queryContext(views.read), 'c1').possible.find(({ action }) => action === 'take-over')
  }
  expect(takeOverOn(addDays(earliestOn, -TAKE_OVER_AHEAD_DAYS - 1))).toMatchObject({ isPossible: false })
  expect(takeOverOn(addDays(earliestOn, -TAKE_OVER_AHEAD_DAYS))).toMatchObject({ isPossible: true, reason: null })
})

test('only a vote of the whole compound chooses who manages it', () => {
  const chosen = (decisionId: string, scope: Parameters<typeof ManagerChosen>[0]['scope']) =>
    ManagerChosen({
      ...{ decisionId, itemId: 'i1', compoundId: 'c1', on: '2026-03-01', scope },
      ...{ mode: 'service-centre', operatorId: 'o2' },
    })
  const { read } = projected(transitionProjection, [
    chosen('d1', { kind: 'building', buildingId: 'b1' }),
    chosen('d2', { kind: 'units', unitIds: ['u1'] }),
    chosen('d3', { kind: 'compound' }),
  ])
  expect(
    chosenManagers({ store: undefined as never })
      .pending(read)
      .map(({ key }) => key),
  ).toEqual(['transition-of-d3-i1'])
})
