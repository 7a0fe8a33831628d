/** Surveys: answered by households while they run, the last answer counts, nothing is answered twice in one. */
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { surveyErrors } from './errors.ts'
import { HouseholdAnswered, SurveyClosed, SurveyOpened } from './events.ts'
import { renovationMenu } from './menu.ts'
import { surveyDecider, surveyPhase } from './survey.decider.ts'

const story = storyOf(surveyDecider, surveyErrors.entries)
const of = { surveyId: 's1', compoundId: 'c1' }
const items = [
  { itemId: 'i1', title: '加装电梯', note: null, share: '每户约 3 万元' },
  { itemId: 'i2', title: '屋面防水', note: null, share: null },
]
const open = {
  type: 'OpenSurvey',
  ...of,
  title: '改造意愿',
  items,
  opensOn: '2026-03-01',
  closesOn: '2026-03-10',
  today: '2026-03-01',
} as const
const opened = SurveyOpened({ ...of, title: '改造意愿', items, opensOn: '2026-03-01', closesOn: '2026-03-10' })
const said = [
  { itemId: 'i1', wish: 'will-pay' as const },
  { itemId: 'i2', wish: 'want' as const },
]
const answer = {
  type: 'AnswerSurvey',
  unitId: 'u1',
  answers: said,
  means: 'screen',
  files: [],
  today: '2026-03-10',
} as const
const answered = HouseholdAnswered({
  ...of,
  unitId: 'u1',
  answers: said,
  means: 'screen',
  files: [],
  answeredOn: '2026-03-10',
})
const here = { unitHere: true }

test('a survey opens with its items, each once, and ends after it has begun', () => {
  story().when(open).then(opened)
  story(opened).when(open).nothing()
  story()
    .when({ ...open, closesOn: '2026-02-28' })
    .rejected('survey-days-crossed')
  story()
    .when({ ...open, today: '2026-03-11' })
    .rejected('survey-days-crossed')
  story()
    .when({ ...open, items: [...items, { ...items[0]!, itemId: 'i3' }] })
    .rejected('survey-item-twice', { title: '加装电梯' })
})

test('it is answered from its first to its last day, both included', () => {
  story(opened).when(answer, here).then(answered)
  story(opened)
    .when({ ...answer, today: '2026-02-28' }, here)
    .rejected('survey-not-begun')
  story(opened)
    .when({ ...answer, today: '2026-03-11' }, here)
    .rejected('survey-ended')
  expect(surveyPhase(opened.data, '2026-02-28')).toBe('coming')
  expect(surveyPhase(opened.data, '2026-03-10')).toBe('open')
  expect(surveyPhase(opened.data, '2026-03-11')).toBe('ended')
})

test('the same answer again is nothing, another one takes its place; the order of items makes none', () => {
  story(opened, answered).when(answer, here).nothing()
  story(opened, answered)
    .when({ ...answer, answers: [...said].reverse() }, here)
    .nothing()
  const changed = [{ itemId: 'i1', wish: 'object' as const }]
  story(opened, answered)
    .when({ ...answer, answers: changed }, here)
    .then(HouseholdAnswered({ ...answered.data, answers: changed }))
})

test('only its own items are answered, each once, and by a household of the compound', () => {
  story(opened).when(answer, { unitHere: false }).rejected('survey-unit-elsewhere')
  story(opened)
    .when({ ...answer, answers: [] }, here)
    .rejected('survey-empty')
  story(opened)
    .when({ ...answer, answers: [{ itemId: 'i9', wish: 'want' }] }, here)
    .rejected('survey-item-unknown')
  story(opened)
    .when({ ...answer, answers: [said[0]!, said[0]!] }, here)
    .rejected('survey-item-unknown')
  story().when(answer, here).rejected('survey-unknown')
})

test('closed early, it takes no more answers from that day on', () => {
  const close = { type: 'CloseSurvey', reason: '方案取消', today: '2026-03-05' } as const
  const closed = SurveyClosed({ ...of, closedOn: '2026-03-05', reason: '方案取消' })
  story(opened).when(close).then(closed)
  story(opened, closed).when(close).nothing()
  story(opened, closed)
    .when({ ...answer, today: '2026-03-05' }, here)
    .rejected('survey-ended', { closesOn: '2026-03-05' })
  story(opened)
    .when({ ...close, today: '2026-03-11' })
    .rejected('survey-ended')
})

test('nothing is on the menu twice', () => {
  for (const name of ['code', 'zh', 'en'] as const)
    expect(new Set(renovationMenu.map((item) => item[name])).size).toBe(renovationMenu.length)
})
