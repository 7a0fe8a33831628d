/** A rule as it is typed: what comes of it is the rule that was meant, or a sentence beside the field. */
import { defaultTargets, type TargetMinutes, targetsApi, Urgency } from '@changxin/shared/maintenance'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import {
  bodyOf,
  emptyForm,
  minuteOfDay,
  minutesTyped,
  readTargetForm,
  type TargetForm,
  typedOf,
} from './target-form.ts'
import { problemsOf } from './target-problems.ts'
import { inReadingOrder } from './target-words.ts'

const words = (key: string) => key
const typed = (change: Partial<TargetForm> = {}): TargetForm => ({
  ...emptyForm('2026-03-01'),
  jurisdiction: 'c1',
  source: '服务合同第八条',
  ...change,
})
const problems = (form: TargetForm) => problemsOf(form, words, 'zh')

test('begins with the suggestions, from today on, and asks only for the place and the source', () => {
  expect(problems(emptyForm('2026-03-01'))).toEqual({
    jurisdiction: 'maintenance.targetRules.wrong.jurisdiction',
    source: 'maintenance.targetRules.wrong.source',
  })
  const body = bodyOf(typed())
  expect(targetsApi.adopt.body.safeParse(body).success).toBe(true)
  expect(body).toMatchObject({ jurisdiction: 'c1', validFrom: '2026-03-01', basis: 'contract', mode: null })
  expect(new Set(body.targets)).toEqual(new Set(defaultTargets[0]?.targets))
})

const plainly = { noNullPrototype: true } as const
const hours = fc.oneof(
  fc.constant('round-the-clock' as const),
  fc.record(
    {
      opensMinute: fc.integer({ min: 0, max: 700 }),
      closesMinute: fc.integer({ min: 701, max: 1_440 }),
      weekdays: fc.constantFrom('mon-fri', 'mon-sat', 'every-day'),
      holidays: fc.boolean(),
    },
    plainly,
  ),
)
const target = fc.record(
  {
    urgency: fc.constantFrom(...Urgency.options),
    category: fc.constantFrom('water', 'lift'),
    responseMinutes: fc.integer({ min: 1, max: 100_000 }),
    responseMetBy: fc.constantFrom('accepted', 'started'),
    resolutionMinutes: fc.integer({ min: 1, max: 100_000 }),
    hours,
  },
  plainly,
)

test('a rule that is taken over keeps every minute, every desk and every category', () => {
  fc.assert(
    fc.property(fc.array(target, { maxLength: 6 }), (targets) => {
      const back = bodyOf(typed(typedOf(targets as TargetMinutes[]))).targets
      expect(back).toEqual(inReadingOrder(targets as TargetMinutes[]))
    }),
    seeded(500),
  )
})

describe('figures', () => {
  test.each([
    ['8:30', 510],
    ['08：30', 510],
    ['24:00', 1_440],
    ['0:00', 0],
    ['24:01', Number.NaN],
    ['8:60', Number.NaN],
    ['8', Number.NaN],
  ])('the clock at %s', (text, minute) => expect(minuteOfDay(text)).toBe(minute))
  const desk = { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-fri', holidays: true } as const
  test.each([
    ['2', 'day', 1_080],
    ['0.5', 'hour', 30],
    ['0.01', 'minute', Number.NaN],
    ['半', 'hour', Number.NaN],
  ] as const)('%s %s of a desk that is open for nine hours', (count, unit, minutes) =>
    expect(minutesTyped({ count, unit }, desk)).toBe(minutes),
  )
})

describe('what is wrong stands at its field', () => {
  const [first, ...others] = typed().targets
  if (!first) throw new Error('the suggestions are empty')
  const with0 = (change: Partial<typeof first>) => typed({ targets: [{ ...first, ...change }, ...others] })
  test.each<[string, TargetForm, string]>([
    ['no such day', typed({ validFrom: '2026-02-30' }), 'validFrom'],
    ['no source', typed({ source: ' ' }), 'source'],
    ['no place', typed({ jurisdiction: '' }), 'jurisdiction'],
    ['no figure', with0({ response: { count: '', unit: 'hour' } }), 'targets[0].responseMinutes'],
    ['too long', with0({ resolution: { count: '99999', unit: 'day' } }), 'targets[0].resolutionMinutes'],
    ['an answer after the end', with0({ response: { count: '30', unit: 'day' } }), 'targets[0].responseMinutes'],
    ['the same twice', typed({ targets: [first, ...others, first] }), 'targets[4].urgency'],
    ['an urgency without', typed({ targets: others.slice(1) }), 'targets'],
    [
      'no time',
      typed({ desks: [{ opens: 'x', closes: '17:30', weekdays: 'mon-sat', holidays: true }] }),
      'desks[0].opens',
    ],
    [
      'a desk that closes first',
      typed({ desks: [{ opens: '18:00', closes: '8:00', weekdays: 'mon-sat', holidays: true }] }),
      'desks[0].closes',
    ],
  ])('%s', (_name, form, field) => {
    const found = problems(form)
    expect(Object.keys(found)).toContain(field)
    expect(Object.values(found).every((sentence) => sentence.length > 0)).toBe(true)
  })
  test('in the language of the screen', () => {
    const late = with0({ response: { count: '30', unit: 'day' } })
    expect(problemsOf(late, words, 'en')['targets[0].responseMinutes']).toContain('cannot be longer')
    expect(problemsOf(late, words, 'zh')['targets[0].responseMinutes']).toContain('不能长于')
  })
})

test('a draft is read back as it was; what is no draft is none', () => {
  expect(readTargetForm(JSON.parse(JSON.stringify(typed())))).toEqual(typed())
  expect(readTargetForm({ ...typed(), mode: 'nobody' })).toBeNull()
  expect(readTargetForm(undefined)).toBeNull()
})
