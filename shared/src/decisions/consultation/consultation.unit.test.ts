/** Consultations: down, up, posted, in this order and no other; counts at each step. */

import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { type ConsultationCommand, consultationDecider, possibleForConsultation } from './consultation.decider.ts'
import { stanceCounts } from './consultation.state.ts'
import { consultationErrors } from './errors.ts'
import {
  type ConsultationEvent,
  ConsultationFinished,
  DepartmentsReviewed,
  DraftSentDown,
  FinalPosted,
  OpinionGiven,
  OpinionsSummedUp,
  OutreachRecorded,
  PaperOpinionsCounted,
} from './events.ts'

type Command<Type extends ConsultationCommand['type']> = Extract<ConsultationCommand, { type: Type }>
const story = storyOf(consultationDecider, consultationErrors.entries)
const of = { consultationId: 'k1', compoundId: 'c1' }
const SCAN = 'a'.repeat(64)
const postingDays = { value: 7, basis: 'suggested' as const, source: '建议值' }
const draft = { title: '改造方案', text: '屋面、路面、路灯', files: [SCAN], opinionsUntil: '2026-03-15', postingDays }
const sent = DraftSentDown({ ...of, ...draft, sentOn: '2026-03-01' })
const yard = {
  outreachId: 'y1',
  kind: 'yard-meeting' as const,
  onDay: '2026-03-05',
  place: '3栋院坝',
  households: 60,
  people: 45,
  files: [],
}
const met = OutreachRecorded({ ...of, ...yard })
const opinion = (unitId: string, stance: 'agree' | 'change' | 'against', day = '2026-03-06') =>
  OpinionGiven({
    ...of,
    opinionId: `o-${unitId}-${stance}`,
    unitId,
    stance,
    text: stance === 'agree' ? null : '路灯要多装',
    means: 'screen',
    files: [],
    givenOn: day,
  })
const papers = PaperOpinionsCounted({
  ...of,
  batchId: 'b1',
  agree: 30,
  change: 5,
  against: 2,
  text: null,
  files: [SCAN],
  countedOn: '2026-03-10',
})
const points = { taken: 6, partly: 2, declined: 1 }
const summed = (counts = { agree: 1, change: 0, against: 0 }) =>
  OpinionsSummedUp({ ...of, counts, households: 100, points, text: '多装路灯', files: [], summedOn: '2026-03-16' })
const review = { departments: ['住建委', '规资局'], text: null, files: [], reviewedOn: '2026-03-20' }
const reviewed = DepartmentsReviewed({ ...of, ...review, outcome: 'agreed' })
const final = { place: '小区大门公示栏', text: '最终方案', files: [SCAN], photos: [SCAN], postedOn: '2026-03-22' }
const posted = FinalPosted({ ...of, ...final, until: '2026-03-28' })
const whole: ConsultationEvent[] = [sent, met, opinion('u1', 'agree'), summed(), reviewed, posted]

const sumUp: Command<'SumUp'> = { type: 'SumUp', points, text: '多装路灯', files: [], today: '2026-03-16' }
const doReview = { type: 'Review', ...review, outcome: 'agreed', today: '2026-03-20' } as const
const post = { type: 'PostFinal', ...final, until: '2026-03-28', today: '2026-03-22' } as const
const finish = { type: 'Finish', objections: 0, text: null, today: '2026-03-29' } as const

test('down, up, posted: each step follows the one before', () => {
  story()
    .when({ type: 'SendDown', ...of, ...draft, today: '2026-03-01' })
    .then(sent)
  story(sent)
    .when({ type: 'RecordOutreach', ...yard, today: '2026-03-06' })
    .then(met)
  story(sent, met, opinion('u1', 'agree')).when(sumUp, { households: 100 }).then(summed())
  story(sent, met, summed()).when(doReview).then(reviewed)
  story(sent, met, summed(), reviewed).when(post).then(posted)
  story(...whole)
    .when(finish)
    .then(ConsultationFinished({ ...of, objections: 0, text: null, finishedOn: '2026-03-29' }))
})

test('no step is skipped or taken twice', () => {
  const commands: readonly Exclude<ConsultationCommand, { type: 'SendDown' }>[] = [sumUp, doReview, post, finish]
  const stages: readonly (readonly [ConsultationEvent[], number])[] = [
    [[sent, met], 0],
    [[sent, met, summed()], 1],
    [[sent, met, summed(), reviewed], 2],
    [whole, 3],
  ]
  for (const [events, allowed] of stages)
    commands.forEach((command, index) => {
      if (index !== allowed)
        story(...events)
          .when(command, { households: 100 })
          .rejected('consultation-step')
    })
  expect(possibleForConsultation(fold(consultationDecider, [sent])!)).not.toContain('PostFinal')
})

test('opinions are summed up after their last day, and only when people were reached', () => {
  story(sent, met)
    .when({ ...sumUp, today: '2026-03-15' }, { households: 100 })
    .rejected('consultation-open')
  story(sent).when(sumUp, { households: 100 }).rejected('consultation-no-outreach')
  story()
    .when({ type: 'SendDown', ...of, ...draft, opinionsUntil: '2026-03-01', today: '2026-03-01' })
    .rejected('consultation-until')
})

test('the last opinion of a household counts, beside papers that name no door', () => {
  const events = [sent, met, opinion('u1', 'against'), opinion('u1', 'agree'), opinion('u2', 'change'), papers]
  expect(stanceCounts(fold(consultationDecider, events)!)).toEqual({ agree: 31, change: 6, against: 2 })
  story(...events)
    .when(sumUp, { households: 100 })
    .then(summed({ agree: 31, change: 6, against: 2 }))
})

test('who does not agree says why; on screen until the last day, by paper until it is summed up', () => {
  const give: Command<'GiveOpinion'> = {
    type: 'GiveOpinion',
    opinionId: 'o-u1-change',
    unitId: 'u1',
    stance: 'change',
    text: '路灯要多装',
    means: 'screen',
    files: [],
    today: '2026-03-15',
  }
  const unitHere = { unitHere: true }
  story(sent)
    .when(give, unitHere)
    .then(opinion('u1', 'change', '2026-03-15'))
  story(sent)
    .when({ ...give, text: null }, unitHere)
    .rejected('consultation-text-missing')
  story(sent).when(give, { unitHere: false }).rejected('consultation-unit-elsewhere')
  story(sent)
    .when({ ...give, today: '2026-03-16' }, unitHere)
    .rejected('consultation-ended')
  story(sent)
    .when({ ...give, today: '2026-03-16', means: 'paper' }, unitHere)
    .then(OpinionGiven({ ...opinion('u1', 'change', '2026-03-16').data, means: 'paper' }))
  story(sent, met, summed()).when(give, unitHere).rejected('consultation-step')
})

test('sent back by the departments, it is reviewed again before it is posted', () => {
  const back = DepartmentsReviewed({ ...of, ...review, outcome: 'sent-back' })
  story(sent, met, summed(), back).when(post).rejected('consultation-step')
  story(sent, met, summed(), back).when(doReview).then(reviewed)
  story(sent, met, summed(), back, reviewed).when(post).then(posted)
})

test('the plan hangs for all of its days: the seventh is enough, the sixth is not', () => {
  const before = [sent, met, summed(), reviewed]
  story(...before)
    .when({ ...post, until: '2026-03-27' })
    .rejected('consultation-posting-short', { until: '2026-03-28' })
  story(...whole)
    .when({ ...finish, today: '2026-03-28' })
    .rejected('consultation-posting-runs')
})

test('days follow each other and are not ahead', () => {
  story(sent, met, summed())
    .when({ ...doReview, reviewedOn: '2026-03-15' })
    .rejected('consultation-days')
  story(sent, met, summed())
    .when({ ...doReview, today: '2026-03-19' })
    .rejected('consultation-days')
  story(sent)
    .when({ type: 'RecordOutreach', ...yard, onDay: '2026-02-28', today: '2026-03-06' })
    .rejected('consultation-days')
})
