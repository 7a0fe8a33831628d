import { describe, expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { reportsErrors } from './errors.ts'
import { ReportCommented, ReportRated } from './events.ts'
import { lastDayOf, monthAfter, monthBefore, monthsFrom } from './months.ts'
import { reportDecider } from './report.decider.ts'

const given = storyOf(reportDecider, reportsErrors.entries)
const of = { compoundId: 'c1', month: '2026-02' }
const comment = { type: 'CommentReport', ...of, text: '水泵更换，月底恢复', today: '2026-03-01' } as const
const rate = { type: 'RateReport', ...of, unitId: 'u1', score: 4, text: null, today: '2026-03-01' } as const
const managed = { operatorId: 'o1' }

describe('a month’s report', () => {
  test('is commented once the month is over, by whoever managed it then', () => {
    const commented = ReportCommented({ ...of, operatorId: 'o1', text: '水泵更换，月底恢复' })
    given().when(comment, managed).then(commented)
    given(commented).when(comment, managed).nothing()
    given()
      .when({ ...comment, today: '2026-02-28' }, managed)
      .rejected('report-month-running')
    given().when(comment, { operatorId: null }).rejected('report-nobody-managed')
  })

  test('is rated once for each home, and a later rating takes its place', () => {
    const rated = ReportRated({ ...of, unitId: 'u1', score: 4, text: null })
    given().when(rate, managed).then(rated)
    given(rated).when(rate, managed).nothing()
    const again = ReportRated({ ...of, unitId: 'u1', score: 2, text: '没清垃圾' })
    given(rated)
      .when({ ...rate, score: 2, text: '没清垃圾' }, managed)
      .then(again)
    expect([...given(rated, again).state.ratings]).toEqual([['u1', { score: 2, text: '没清垃圾' }]])
  })

  test('is rated for sixty days: on the last of them still, on the next no more', () => {
    expect(
      given()
        .when({ ...rate, today: '2026-04-29' }, managed)
        .summary(),
    ).toBe('ReportRated')
    given()
      .when({ ...rate, today: '2026-04-30' }, managed)
      .rejected('report-rating-over', { lastDay: '2026-04-29' })
  })
})

test('months follow each other over the year, and know their last day', () => {
  expect([monthAfter('2025-12'), monthAfter('2026-02'), monthBefore('2026-01'), lastDayOf('2028-02')]).toEqual([
    '2026-01',
    '2026-03',
    '2025-12',
    '2028-02-29',
  ])
  expect(monthsFrom('2025-11', '2026-01')).toEqual(['2025-11', '2025-12', '2026-01'])
})
