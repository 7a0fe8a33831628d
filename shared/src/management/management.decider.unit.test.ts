import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { managementErrors } from './errors.ts'
import { type Mode, ModeAdopted, type ModeEvent, OperatorRegistered } from './events.ts'
import { type AdoptMode, type ManagementFacts, managementDecider } from './management.decider.ts'
import { operatorDecider } from './operator.decider.ts'

const story = storyOf(managementDecider, managementErrors.entries)
const given =
  (...events: ModeEvent[]) =>
  (command: AdoptMode, facts?: ManagementFacts) =>
    story(...events).when(command, facts)

const ground = { kind: 'decision', text: '业主大会决定', file: null } as const
const centre = {
  adoptionId: 'a1',
  compoundId: 'c1',
  mode: 'service-centre',
  since: '2024-01-01',
  operatorId: 'o1',
  ground,
} as const
const adopt = (change: Partial<AdoptMode> = {}): AdoptMode => ({
  type: 'AdoptMode',
  ...centre,
  today: '2026-03-01',
  ...change,
})
const adopted = ModeAdopted(centre)
const known = { operator: { kind: 'service-centre' } } as const

test('a mode begins with its operator', () => {
  given()(adopt(), known).then(adopted)
})

test.each(['property-company', 'service-centre', 'self-governance'] as Mode[])(
  '%s needs an operator of its kind',
  (mode) => {
    expect(given()(adopt({ mode }), { operator: { kind: mode } }).summary()).toBe('ModeAdopted')
    given()(adopt({ mode, operatorId: null }), { operator: { kind: mode } }).rejected('operator-required')
    given()(adopt({ mode }), { operator: null }).rejected('operator-unknown')
    given()(adopt({ mode })).rejected('operator-unknown')
    const other = mode === 'service-centre' ? 'property-company' : 'service-centre'
    given()(adopt({ mode }), { operator: { kind: other } }).rejected('operator-kind-mismatch')
  },
)

test.each(['none', 'unknown'] as Mode[])('%s has no operator', (mode) => {
  expect(given()(adopt({ mode, operatorId: null })).summary()).toBe('ModeAdopted')
  given()(adopt({ mode }), known).rejected('operator-not-allowed')
})

test('the next mode begins after the last one began', () => {
  const none = { mode: 'none', operatorId: null, adoptionId: 'a2' } as const
  expect(given(adopted)(adopt({ ...none, since: '2024-01-02' })).summary()).toBe('ModeAdopted')
  const overlaps = ['mode-overlaps', { lastSince: '2024-01-01' }] as const
  given(adopted)(adopt({ ...none, since: '2024-01-01' })).rejected(...overlaps)
  given(adopted)(adopt({ ...none, since: '2023-12-31' })).rejected(...overlaps)
  given(adopted)(adopt({ operatorId: 'o2' }), known).rejected(...overlaps)
})

test('the same once more is already so', () => {
  given(adopted)(adopt({ adoptionId: 'a2' })).nothing()
})

test('at most 366 days ahead', () => {
  expect(given()(adopt({ since: '2027-03-02' }), known).summary()).toBe('ModeAdopted')
  given()(adopt({ since: '2027-03-03' }), known).rejected('mode-too-far-ahead')
})

test('an operator is registered once', () => {
  const operator = storyOf(operatorDecider, managementErrors.entries)
  const data = { operatorId: 'o1', kind: 'service-centre', name: '桂溪服务中心' } as const
  const command = { type: 'RegisterOperator', ...data } as const
  const registered = OperatorRegistered(data)
  operator().when(command).then(registered)
  operator(registered).when(command).nothing()
  operator(registered)
    .when({ ...command, name: '别的' })
    .rejected('operator-exists', { name: '桂溪服务中心' })
})
