import { addDays, fold, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { Mode, ModeAdopted, type ModeEvent } from './events.ts'
import { managementDecider } from './management.decider.ts'
import { intervalsOf, modeOn } from './mode-history.ts'
import { hasOperator } from './operator-fits.ts'

const FIRST = '2020-01-01'
const ground = { kind: 'survey', text: '普查', file: null } as const

/** Whatever is tried, in any order: what is refused changes nothing. */
function afterTrying(tries: readonly { mode: Mode; offsetDays: number }[]): ModeEvent[] {
  const events: ModeEvent[] = []
  tries.forEach(({ mode, offsetDays }, index) => {
    const since = addDays(FIRST, offsetDays)
    const operator = hasOperator(mode)
      ? { operatorId: `o-${mode}`, facts: { operator: { kind: mode } } }
      : { operatorId: null, facts: {} }
    try {
      const command = {
        type: 'AdoptMode',
        adoptionId: `a${index}`,
        compoundId: 'c1',
        mode,
        since,
        operatorId: operator.operatorId,
        ground,
        today: '2026-01-01',
      } as const
      const decided = managementDecider.decide(command, fold(managementDecider, events), operator.facts)
      events.push(...decided.filter((event) => event.type === ModeAdopted.type))
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
    }
  })
  return events
}

test('before the first adoption the mode is unknown, for ever if there is none', () => {
  expect(intervalsOf([])).toEqual([{ adoptionId: null, mode: 'unknown', operatorId: null, since: null, until: null }])
  expect(modeOn(intervalsOf([]), '2024-01-01')).toBe('unknown')
})

test('each day has the mode that was adopted last', () => {
  const history = intervalsOf(
    fold(
      managementDecider,
      afterTrying([
        { mode: 'none', offsetDays: 10 },
        { mode: 'self-governance', offsetDays: 20 },
      ]),
    ).adoptions,
  )
  expect(history.map(({ mode, since, until }) => [mode, since, until])).toEqual([
    ['unknown', null, '2020-01-10'],
    ['none', '2020-01-11', '2020-01-20'],
    ['self-governance', '2020-01-21', null],
  ])
  expect(['2020-01-10', '2020-01-11', '2020-01-20', '2020-01-21'].map((day) => modeOn(history, day))).toEqual([
    'unknown',
    'none',
    'none',
    'self-governance',
  ])
})

test('no gap and no overlap, whatever is tried: every day lies in exactly one interval', () => {
  const attempt = fc.record({ mode: fc.constantFrom(...Mode.options), offsetDays: fc.integer({ min: 0, max: 60 }) })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 20 }), (tries) => {
      const events = afterTrying(tries)
      const intervals = intervalsOf(fold(managementDecider, events).adoptions)
      expect(intervals).toHaveLength(events.length + 1)
      for (let offset = -2; offset < 63; offset += 1) {
        const day = addDays(FIRST, offset)
        const holding = intervals.filter(({ since, until }) => (since ?? '') <= day && day <= (until ?? '9'))
        expect(holding).toHaveLength(1)
        const last = events.findLast((event) => event.data.since <= day)
        expect(modeOn(intervals, day)).toBe(last?.data.mode ?? 'unknown')
      }
    }),
    seeded(),
  )
})
