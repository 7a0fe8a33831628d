/** Time as targets count it: known days by hand, and what holds for any instant, length and hours. */
import { addDays, addMinutes, type Day, epochMsOf, type Instant, instantOf, startOf } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { holidayYears } from './holidays.data.ts'
import {
  type DeskHours,
  dueAfter,
  hasHolidayData,
  holidayDataYears,
  isWorkingDay,
  type WorkingHours,
  workingMinutesBetween,
} from './working-time.ts'

const desk: DeskHours = { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-sat', holidays: true }
const office: DeskHours = { ...desk, weekdays: 'mon-fri' }
/** `2026-03-02 08:30` of a clock in Shanghai. */
const at = (text: string): Instant => {
  const [day = '', time = ''] = text.split(' ')
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return addMinutes(startOf(day), hour * 60 + minute)
}
const daysFrom = (from: Day, count: number) => Array.from({ length: count }, (_, index) => addDays(from, index))

describe('working days', () => {
  test('around the Spring Festival of 2026: nine days off, the Saturdays before and after are worked', () => {
    const worked = daysFrom('2026-02-12', 18).filter((day) => isWorkingDay(day, office))
    expect(worked).toEqual([
      '2026-02-12',
      '2026-02-13',
      '2026-02-14',
      '2026-02-24',
      '2026-02-25',
      '2026-02-26',
      '2026-02-27',
      '2026-02-28',
    ])
  })
  test.each<[Day, string, boolean]>([
    ['2022-12-31', 'a Saturday off by the notice of the next year', false],
    ['2024-06-08', 'a Saturday that only adjoins a holiday', true],
    ['2026-09-20', 'a Sunday that is worked for the National Day', true],
    ['2026-10-08', 'the first Thursday after it', true],
    ['2026-03-01', 'any Sunday', false],
  ])('%s, %s: worked by a Monday-to-Saturday desk: %s', (day, _why, worked) => {
    expect(isWorkingDay(day, desk)).toBe(worked)
  })
  test('a desk without holidays keeps its weekdays, one of every day its holidays, and nights count for emergencies', () => {
    expect(isWorkingDay('2026-10-01', { ...desk, holidays: false })).toBe(true)
    expect(isWorkingDay('2026-09-20', { ...desk, holidays: false })).toBe(false)
    expect(isWorkingDay('2026-10-01', { ...desk, weekdays: 'every-day' })).toBe(false)
    expect(isWorkingDay('2026-03-01', { ...desk, weekdays: 'every-day' })).toBe(true)
    expect(isWorkingDay('2026-10-01', 'round-the-clock')).toBe(true)
  })
  test('a year without data says so and has its weekdays alone', () => {
    expect([2020, 2021, 2026, 2027].map(hasHolidayData)).toEqual([false, true, true, false])
    expect(isWorkingDay('2027-10-01', office)).toBe(true)
    expect(isWorkingDay('2027-10-02', office)).toBe(false)
  })
})

describe('the data', () => {
  test('has each year from the first to the last, and spans in the order of time', () => {
    const { first, last } = holidayDataYears
    expect(holidayYears.map(({ year }) => year)).toEqual(Array.from({ length: last - first + 1 }, (_, i) => first + i))
    const spans = holidayYears.flatMap(({ off }) => off)
    expect(spans.filter(([from, to]) => from > to)).toEqual([])
    expect(spans.slice(1).filter(([from], index) => from <= (spans[index]?.[1] ?? ''))).toEqual([])
  })
  test('make-up days are weekend days, each once and none of them off', () => {
    const off = new Set(
      holidayYears.flatMap((year) => year.off.flatMap(([from, to]) => daysFrom(from, 12).filter((day) => day <= to))),
    )
    const work = holidayYears.flatMap((year) => year.work)
    expect(new Set(work).size).toBe(work.length)
    for (const day of work) {
      expect([0, 6], day).toContain(new Date(`${day}T00:00:00.000Z`).getUTCDay())
      expect(off.has(day), day).toBe(false)
    }
  })
  test.each([2021, 2022, 2023, 2024, 2025, 2026])(
    '%d has as many working days as its statutory holidays leave',
    (year) => {
      const days = daysFrom(`${year}-01-01`, 366).filter((day) => day.startsWith(`${year}-`))
      // 全国年节及纪念日放假办法: 11 days a year, 13 since 2025; everything else that is off is worked on a weekend.
      const statutory = year < 2025 ? 11 : 13
      const weekdays = days.filter((day) => isWorkingDay(day, { ...office, holidays: false })).length
      expect(days.filter((day) => isWorkingDay(day, office))).toHaveLength(weekdays - statutory)
    },
  )
})

describe('due', () => {
  test.each<[string, string, number, WorkingHours, string]>([
    ['within the day', '2026-03-02 10:00', 60, desk, '2026-03-02 11:00'],
    ['at its close, not at the next opening', '2026-03-02 08:30', 540, desk, '2026-03-02 17:30'],
    ['from the evening, counted from the morning', '2026-03-02 20:00', 60, desk, '2026-03-03 09:30'],
    ['from before the opening', '2026-03-02 05:00', 60, desk, '2026-03-02 09:30'],
    ['over Sunday', '2026-03-07 17:00', 60, desk, '2026-03-09 09:00'],
    ['over the weekend', '2026-03-06 17:00', 60, office, '2026-03-09 09:00'],
    ['over the Spring Festival', '2026-02-14 17:00', 2 * 540, desk, '2026-02-25 17:00'],
    ['on a make-up Sunday', '2026-01-03 10:00', 60, desk, '2026-01-04 09:30'],
    ['at once', '2026-03-01 03:00', 0, desk, '2026-03-01 03:00'],
    ['round the clock', '2026-02-16 23:30', 60, 'round-the-clock', '2026-02-17 00:30'],
    [
      'until midnight',
      '2026-03-02 10:00',
      14 * 60,
      { ...desk, opensMinute: 0, closesMinute: 1_440 },
      '2026-03-03 00:00',
    ],
  ])('%s', (_name, from, minutes, hours, due) => {
    expect(dueAfter(at(from), minutes, hours)).toBe(at(due))
  })
  test('two working days after Monday 10:00 is Wednesday 10:00: what 48 hours mean to people', () => {
    expect(dueAfter(at('2026-03-02 10:00'), 2 * 540, desk)).toBe(at('2026-03-04 10:00'))
  })
  test.each([-1, Number.NaN])('%d minutes are refused, and so is a desk that never opens', (minutes) => {
    expect(() => dueAfter(at('2026-03-02 10:00'), minutes, desk)).toThrow(RangeError)
    expect(() => dueAfter(at('2026-03-02 10:00'), 5, { ...desk, closesMinute: 510 })).toThrow(RangeError)
  })
  test('nothing passes by night or backwards', () => {
    expect(workingMinutesBetween(at('2026-03-02 17:30'), at('2026-03-03 08:30'), desk)).toBe(0)
    expect(workingMinutesBetween(at('2026-03-03 12:00'), at('2026-03-02 12:00'), desk)).toBe(0)
    expect(workingMinutesBetween(at('2026-03-02 17:00'), at('2026-03-03 09:00'), desk)).toBe(60)
  })
})

const instant = fc
  .integer({ min: epochMsOf('2018-01-01T00:00:00.000Z'), max: epochMsOf('2031-12-31T00:00:00.000Z') })
  .map(instantOf)
const minutes = fc.integer({ min: 0, max: 1_000_000 })
const hours: fc.Arbitrary<WorkingHours> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<WorkingHours>('round-the-clock') },
  {
    weight: 6,
    arbitrary: fc
      .record({
        opensMinute: fc.integer({ min: 0, max: 1_439 }),
        length: fc.integer({ min: 1, max: 1_440 }),
        weekdays: fc.constantFrom('mon-fri', 'mon-sat', 'every-day'),
        holidays: fc.boolean(),
      })
      .map(({ opensMinute, length, ...rest }): WorkingHours => {
        const closesMinute = Math.min(1_440, opensMinute + length)
        return { opensMinute, closesMinute, weekdays: rest.weekdays, holidays: rest.holidays }
      }),
  },
)
/** Day by day and by the data as it stands, for what is not too long ago to count so. */
const isWorkedByData = (day: Day, { weekdays, holidays }: DeskHours) => {
  if (holidays && holidayYears.some(({ work }) => work.includes(day))) return true
  if (holidays && holidayYears.some(({ off }) => off.some(([from, to]) => from <= day && day <= to))) return false
  const ofWeek = (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7
  return ofWeek < { 'mon-fri': 5, 'mon-sat': 6, 'every-day': 7 }[weekdays]
}

describe('for any instant, length and hours', () => {
  test('the time until it is due is the time that was given, and a minute before it was not yet', () => {
    fc.assert(
      fc.property(instant, minutes, hours, (from, length, of) => {
        const due = dueAfter(from, length, of)
        expect(due >= from).toBe(true)
        expect(workingMinutesBetween(from, due, of)).toBe(length)
        if (length > 0) expect(workingMinutesBetween(from, addMinutes(due, -1), of)).toBeLessThan(length)
      }),
      seeded(1_000),
    )
  })
  test('more time or a later beginning is never due earlier', () => {
    fc.assert(
      fc.property(instant, instant, minutes, minutes, hours, (one, other, short, more, of) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one]
        expect(dueAfter(earlier, short, of) <= dueAfter(later, short, of)).toBe(true)
        expect(dueAfter(earlier, short, of) <= dueAfter(earlier, short + more, of)).toBe(true)
      }),
      seeded(),
    )
  })
  test('what is left at any moment is due when the whole was: a clock can stop and go on', () => {
    fc.assert(
      fc.property(instant, instant, minutes, hours, (from, pausedAt, length, of) => {
        const due = dueAfter(from, length, of)
        fc.pre(from <= pausedAt && pausedAt <= due)
        expect(dueAfter(pausedAt, workingMinutesBetween(pausedAt, due, of), of)).toBe(due)
        const spent = workingMinutesBetween(from, pausedAt, of)
        expect(spent + workingMinutesBetween(pausedAt, due, of)).toBeCloseTo(length, 6)
      }),
      seeded(),
    )
  })
  test('it is the sum of the days one by one', () => {
    const desks = hours.filter((of) => of !== 'round-the-clock') as fc.Arbitrary<DeskHours>
    const day = fc.integer({ min: 0, max: 3_300 }).map((offset) => addDays('2019-06-01', offset))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), desks, (from, count, of) => {
        const days = daysFrom(from, count)
        expect(days.filter((one) => isWorkingDay(one, of))).toEqual(days.filter((one) => isWorkedByData(one, of)))
        const worked = days.filter((one) => isWorkedByData(one, of)).length
        const sum = workingMinutesBetween(startOf(from), startOf(addDays(from, count)), of)
        expect(sum).toBe(worked * (of.closesMinute - of.opensMinute))
      }),
      seeded(),
    )
  })
})
