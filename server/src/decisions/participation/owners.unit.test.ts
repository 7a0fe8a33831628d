/** Demands, committees, consultations and surveys as rows: where they stand, stood, and what is still to be done. */
import {
  CommitteeDeadlineCame,
  CommitteeMeetingCalled,
  CommitteeResolved,
  CommitteeTermBegun,
  DecisionProposed,
  DemandAnswered,
  DemandJoined,
  DemandLeft,
  DemandOpened,
  DemandReached,
  DraftSentDown,
  defaultParticipationRule,
  defaultVotingRule,
  FinalPosted,
  HouseholdAnswered,
  MemberSeated,
  OpinionGiven,
  ResolutionPosted,
  SeatWon,
  SurveyOpened,
} from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { committeeProjection } from '../committee/committee.projection.ts'
import { consultationProjection } from '../consultation/consultation.projection.ts'
import { demandProjection } from '../demand/demand.projection.ts'
import { surveyProjection } from '../survey/survey.projection.ts'

const SCAN = 'a'.repeat(64)
const { callWithinDays: callWithin, finalPostingDays: postingDays } = defaultParticipationRule.settings
const percent = defaultVotingRule.lengths.demandPercent

test('a demand that was reached falls due, and no more once a decision answers it', () => {
  const of = { demandId: 'd1', compoundId: 'c1' }
  const joined = DemandJoined({
    ...of,
    ...{ unitId: 'u1', ownerIds: ['p1'], means: 'screen', personId: 'p1', check: null, files: [] },
    joinedOn: '2026-03-01',
  })
  const { all, apply } = projected(demandProjection, [
    DemandOpened({ ...of, title: '更换物业', reason: '服务差', openedOn: '2026-03-01', percent, callWithin }),
    joined,
    DemandLeft({ ...of, unitId: 'u1', leftOn: '2026-03-01' }),
    joined,
    DemandReached({ ...of, joined: 1, heads: 4, percent: 20, reachedOn: '2026-03-01', callBy: '2026-03-31' }),
  ])
  expect(all("SELECT unit_id, owner_ids FROM decisions_demand_join WHERE to_position = '~~'")).toEqual([
    { unit_id: 'u1', owner_ids: '["p1"]' },
  ])
  expect(all('SELECT * FROM decisions_demand_due')).toEqual([
    { demand_id: 'd1', due_at: '2026-03-31T16:00:00.000Z', call_by: '2026-03-31' },
  ])
  apply(
    DecisionProposed({
      ...{ decisionId: 'x1', compoundId: 'c1', title: '更换物业', reason: '提议', form: 'written' },
      ...{ scope: { kind: 'compound' }, groups: [], rule: defaultVotingRule, procedure: null },
      items: [{ itemId: 'i1', matter: 'manager', title: '更换', text: '更换', effect: null, groupId: null }],
      calledBy: { kind: 'owners', demandId: 'd1' },
      proposedOn: '2026-03-02',
    }),
  )
  const open = () => all('SELECT decision_id FROM decisions_demand_proposed WHERE answered = 0')
  expect(open()).toEqual([{ decision_id: 'x1' }])
  apply(DemandAnswered({ ...of, decisionId: 'x1', answeredOn: '2026-03-02' }))
  expect([open(), all('SELECT * FROM decisions_demand_due')]).toEqual([[], []])
})

test('a committee shows what is due until it is done or told, and a seat that was won until it is taken', () => {
  const of = { compoundId: 'c1', termId: 't1' }
  const won = { decisionId: 'x1', itemId: 'i1' }
  const seat = SeatWon({ ...won, compoundId: 'c1', on: '2026-03-10', scope: { kind: 'compound' }, personId: 'p1' })
  const { all, apply } = projected(committeeProjection, [seat])
  const waiting = () => all('SELECT item_id FROM decisions_committee_won WHERE seated = 0')
  expect(waiting()).toEqual([{ item_id: 'i1' }])
  apply(
    CommitteeTermBegun({
      ...of,
      ...{ from: '2026-03-10', until: '2031-03-09', seats: 1, households: 40, rule: defaultParticipationRule },
      ground: { kind: 'election', decisionId: 'x1' },
    }),
    MemberSeated({ ...of, seatId: 's1', personId: 'p1', from: '2026-03-10', won }),
  )
  expect(waiting()).toEqual([])
  const due = () =>
    all<{ what: string }>('SELECT what FROM decisions_committee_due ORDER BY due_at').map(({ what }) => what)
  const ofTerm = ['first-meeting-late', 'filing-late', 'reelection-due', 'reelection-late', 'term-over']
  expect(due()).toEqual(ofTerm)
  apply(CommitteeDeadlineCame({ ...of, what: 'first-meeting-late', itemId: null, on: '2026-03-17' }))
  expect(due()).toEqual(ofTerm.slice(1))
  apply(
    CommitteeMeetingCalled({
      ...{ ...of, meetingId: 'm1', postedOn: '2026-03-10', meetsOn: '2026-03-17', place: '会议室', files: [] },
      items: [{ itemId: 'a1', title: '门禁' }],
    }),
    CommitteeResolved({
      ...{ ...of, meetingId: 'm1', itemId: 'a1', text: '同意', members: 1, yes: 1, passed: true, files: [SCAN] },
      ...{ memberSeatIds: ['s1'], presentSeatIds: ['s1'], votes: [{ seatId: 's1', vote: 'yes' }] },
      ...{ resolvedOn: '2026-03-17', postBy: '2026-03-20' },
    }),
  )
  expect(due()[0]).toBe('resolution-unposted')
  apply(ResolutionPosted({ ...of, meetingId: 'm1', itemId: 'a1', postedOn: '2026-03-18', place: '大门', files: [] }))
  expect(due()).toEqual(ofTerm.slice(1))
})

test('the last stance and the last answer of a household count, and counts follow', () => {
  const k = { consultationId: 'k1', compoundId: 'c1' }
  const said = (stance: 'agree' | 'against', opinionId: string) =>
    OpinionGiven({
      ...k,
      opinionId,
      unitId: 'u1',
      stance,
      text: '吵',
      means: 'screen',
      files: [],
      givenOn: '2026-03-02',
    })
  const s = { surveyId: 's1', compoundId: 'c1' }
  const answered = (unitId: string, wish: 'want' | 'object') =>
    HouseholdAnswered({
      ...{ ...s, unitId, means: 'door', files: [], answeredOn: '2026-03-02' },
      answers: [{ itemId: 'i1', wish }],
    })
  const item = { itemId: 'i1', title: '路灯', note: null, share: null }
  const { all } = projected(
    [consultationProjection, surveyProjection],
    [
      DraftSentDown({
        ...{ ...k, title: '方案', text: '路灯', files: [SCAN], sentOn: '2026-03-01', opinionsUntil: '2026-03-05' },
        postingDays,
      }),
      said('against', 'o1'),
      said('agree', 'o2'),
      FinalPosted({
        ...{ ...k, place: '大门', text: '方案', files: [SCAN], photos: [SCAN] },
        ...{ postedOn: '2026-03-10', until: '2026-03-16' },
      }),
      SurveyOpened({ ...s, title: '意愿', items: [item], opensOn: '2026-03-01', closesOn: '2026-03-05' }),
      answered('u1', 'object'),
      answered('u2', 'want'),
      answered('u1', 'want'),
    ],
  )
  expect(all("SELECT unit_id, stance FROM decisions_consultation_stance WHERE to_position = '~~'")).toEqual([
    { unit_id: 'u1', stance: 'agree' },
  ])
  expect(all('SELECT opinion_id FROM decisions_consultation_opinion ORDER BY position')).toHaveLength(2)
  expect(all('SELECT wish, n FROM decisions_survey_count WHERE n > 0')).toEqual([{ wish: 'want', n: 2 }])
  expect(all('SELECT answered FROM decisions_survey_survey')).toEqual([{ answered: 2 }])
})
