import { LENGTHS, type VotingRule } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { calendarLines, type DecisionDays, NO_DAYS } from './calendar.ts'

const threshold = {
  numerator: 2,
  denominator: 3,
  inclusive: true,
  basis: 'law' as const,
  source: '民法典第二百七十八条',
}
const days: Partial<Record<string, number>> = {
  noticeDays: 15,
  objectionDays: 7,
  windowMinDays: 5,
  windowMaxDays: 60,
}
const rule: VotingRule = {
  ruleId: 'r1',
  jurisdiction: 'all',
  validFrom: '2021-01-01',
  basis: 'law',
  source: '民法典',
  quorum: threshold,
  ordinary: threshold,
  special: threshold,
  lengths: Object.fromEntries(
    LENGTHS.map((name) => [name, { value: days[name] ?? 12, basis: 'law', source: name }]),
  ) as VotingRule['lengths'],
}
const shown = (known: Partial<DecisionDays>, today: string) =>
  calendarLines({ ...NO_DAYS, ...known }, { rule, form: 'written' }, today).map(({ key, day, how }) =>
    [key, day, how].join(' '),
  )

test('before the announcement each day is the earliest that the rule allows', () => {
  expect(shown({ proposedOn: '2026-09-01' }, '2026-09-02')).toEqual([
    'proposed 2026-09-01 fixed',
    'announced 2026-09-02 earliest',
    'objections 2026-09-09 earliest',
    'opens 2026-09-17 earliest',
    'closes 2026-09-21 earliest',
    'published  ',
    'challenge  ',
  ])
})

test('announced days are those on record; after the count the result has a last day', () => {
  const known = {
    proposedOn: '2026-09-01',
    announcedOn: '2026-09-02',
    objectionsUntil: '2026-09-12',
    opensOn: '2026-09-20',
    closesOn: '2026-10-10',
  }
  expect(shown(known, '2026-09-25').slice(2)).toEqual([
    'objections 2026-09-12 fixed',
    'opens 2026-09-20 fixed',
    'closes 2026-10-10 fixed',
    'published  ',
    'challenge  ',
  ])
  expect(shown({ ...known, publishBy: '2026-10-15' }, '2026-10-12')[5]).toBe('published 2026-10-15 latest')
  expect(
    calendarLines({ ...NO_DAYS, ...known }, { rule, form: 'written' }, '2026-09-20').map(({ state }) => state),
  ).toEqual(['past', 'past', 'past', 'today', 'ahead', 'ahead', 'ahead'])
})

test('a day that is only expected has not come, whatever day it is', () => {
  const line = calendarLines(NO_DAYS, { rule, form: 'written' }, '2026-09-01')[0]
  expect(line).toMatchObject({ day: '2026-09-01', how: 'earliest', state: 'ahead' })
})

test('every line names the lengths that it comes from', () => {
  expect(calendarLines(NO_DAYS, { rule, form: 'written' }, '2026-09-01').flatMap(({ lengths }) => lengths)).toEqual([
    'objectionDays',
    'noticeDays',
    'windowMinDays',
    'windowMaxDays',
    'resultPostedWithinDays',
    'resultPostingDays',
    'challengeMonths',
  ])
})
