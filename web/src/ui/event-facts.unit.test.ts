/** Facts of events in words: known ones in order, unknown ones left out. */
import { expect, test } from 'vitest'
import { factsText, numberOf, toneOf } from './event-facts.ts'

const words = (key: string, values?: Record<string, unknown>) =>
  values ? `${key}(${Object.values(values).join()})` : key
const say = (type: string, facts: Record<string, string | number | boolean | null>) =>
  factsText(type, facts, words, 'zh-CN')

test('a request says urgency, category and place, and its number apart', () => {
  const facts = {
    requestId: 'r1',
    number: '20260301-0007',
    category: 'drain',
    urgency: 'emergency',
    placeKind: 'unit',
    place: '3栋',
  }
  expect(say('RequestReported', facts)).toEqual(['maintenance.urgency.emergency', 'maintenance.category.drain', '3栋'])
  expect(numberOf(facts)).toBe('20260301-0007')
  expect(numberOf({})).toBe('')
})

test('`kind` takes the words of its event, and money is money', () => {
  expect(say('ContributionsRecorded', { kind: 'build-up', amountFen: 400, units: 2, paidOn: '2026-03-01' })).toEqual([
    'repair-fund.kind.build-up',
    '2026年3月1日',
    '¥4.00',
    'event.facts.units(2)',
  ])
  expect(say('LookRecorded', { kind: 'patrol', faulty: 0 })).toEqual([
    'facilities.lookKind.patrol',
    'event.facts.allGood',
  ])
  expect(say('Unheard', { kind: 'x', secret: 'y', rating: null })).toEqual([])
})

test('what went wrong looks so', () => {
  expect([toneOf('TargetMissed'), toneOf('WorkCompleted'), toneOf('Unheard')]).toEqual(['bad', 'good', 'mute'])
})
