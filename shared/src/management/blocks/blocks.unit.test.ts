import { addDays, fold, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { managementErrors } from '../errors.ts'
import { type BlockCommand, blockDecider } from './block.decider.ts'
import { blocksErrors } from './errors.ts'
import { BlockFormed, BlockJoined, BlockLeft, BlockManagerAdopted, type MembershipEvent } from './events.ts'
import { type MembershipCommand, membershipDecider, registeredMembershipId } from './membership.decider.ts'

/** Neither refused nor already so: types of events begin with a capital. */
const accepted = (outcome: { summary(): string }) => expect(outcome.summary()).toMatch(/^[A-Z]/)

const today = '2026-03-01'
const block = storyOf(blockDecider, { ...blocksErrors.entries, ...managementErrors.entries })
const manager = {
  blockId: 'b1',
  adoptionId: 'a1',
  mode: 'service-centre' as const,
  operatorId: 'o1',
  since: '2026-01-01',
  ground: { kind: 'decision' as const, text: '业主共同决定', file: null },
}
const adopt = (change: object = {}): BlockCommand => ({ type: 'AdoptBlockManager', ...manager, today, ...change })
const centre = { isBlock: true, operator: { kind: 'service-centre' } } as const

test('a block is formed once, not in the future', () => {
  const form = { type: 'FormBlock', blockId: 'b1', formedOn: today, today } as const
  const formed = BlockFormed({ blockId: 'b1', formedOn: today })
  block().when(form).then(formed)
  block(formed).when(form).nothing()
  block()
    .when({ ...form, formedOn: '2026-03-02' })
    .rejected('block-formed-in-future')
})

test('one manager at a time: the next begins after the last one began', () => {
  block().when(adopt(), centre).then(BlockManagerAdopted(manager))
  const managed = block(BlockManagerAdopted(manager))
  managed.when(adopt({ adoptionId: 'a2' }), centre).nothing()
  managed.when(adopt({ operatorId: 'o2' }), centre).rejected('block-manager-overlaps', { lastSince: '2026-01-01' })
  accepted(managed.when(adopt({ mode: 'none', operatorId: null, since: '2026-01-02' }), centre))
})

test('the manager must be known and fit, and begin within a year', () => {
  block().when(adopt(), { operator: centre.operator }).rejected('block-unknown')
  block().when(adopt(), { isBlock: true }).rejected('operator-unknown')
  block()
    .when(adopt({ mode: 'property-company' }), centre)
    .rejected('operator-kind-mismatch')
  accepted(block().when(adopt({ since: '2027-03-02' }), centre))
  block()
    .when(adopt({ since: '2027-03-03' }), centre)
    .rejected('block-too-far-ahead')
})

const facts = {
  compoundId: 'c1',
  registeredBlockId: null,
  isBlock: true,
  isInside: true,
  buildingIds: new Set(['g1', 'g2']),
}
const member = storyOf(membershipDecider, blocksErrors.entries)
const joined = { membershipId: 'm1', blockId: 'b1', compoundId: 'c1', buildingId: null, since: '2026-01-01' }
const join = (change: object = {}): MembershipCommand => ({ type: 'JoinBlock', ...joined, today, ...change })

test('a compound joins a block, and is in no other until it has left', () => {
  member().when(join(), facts).then(BlockJoined(joined))
  const inside = member(BlockJoined(joined))
  inside.when(join({ membershipId: 'm2' }), facts).nothing()
  inside.when(join({ membershipId: 'm2', blockId: 'b2', since: '2026-02-01' }), facts).rejected('block-member-twice')
  const left = { membershipId: 'm1', blockId: 'b1', compoundId: 'c1', buildingId: null, until: '2026-01-31' }
  const leave = { type: 'LeaveBlock', membershipId: 'm1', blockId: 'b1', until: '2026-01-31', reason: '调整' } as const
  inside.when(leave, facts).then(BlockLeft({ ...left, reason: '调整' }))
  const outside = member(BlockJoined(joined), BlockLeft({ ...left, reason: '调整' }))
  outside.when(join({ membershipId: 'm2', blockId: 'b2', since: '2026-01-31' }), facts).rejected('block-member-twice')
  accepted(outside.when(join({ membershipId: 'm2', blockId: 'b2', since: '2026-02-01' }), facts))
  outside.when(leave, facts).nothing()
  outside.when({ ...leave, until: '2026-02-01' }, facts).rejected('block-member-left')
  inside.when({ ...leave, until: '2025-12-31' }, facts).rejected('block-left-before-joined')
  inside.when({ ...leave, blockId: 'b2' }, facts).rejected('block-member-unknown')
})

test('single buildings may be in different blocks, but not beside their whole compound', () => {
  const first = BlockJoined({ ...joined, buildingId: 'g1' })
  accepted(member(first).when(join({ membershipId: 'm2', blockId: 'b2', buildingId: 'g2' }), facts))
  member(first)
    .when(join({ membershipId: 'm2', blockId: 'b2', buildingId: 'g1' }), facts)
    .rejected('block-member-twice')
  member(first)
    .when(join({ membershipId: 'm2', blockId: 'b2' }), facts)
    .rejected('block-member-twice')
  member(BlockJoined(joined))
    .when(join({ membershipId: 'm2', buildingId: 'g1' }), facts)
    .rejected('block-member-twice')
  member()
    .when(join({ buildingId: 'g9' }), facts)
    .rejected('block-building-unknown')
})

test('the block must be known, above the compound, and soon', () => {
  member()
    .when(join(), { ...facts, isBlock: false })
    .rejected('block-unknown')
  member()
    .when(join(), { ...facts, isInside: false })
    .rejected('block-elsewhere')
  member()
    .when(join({ since: '2027-03-03' }), facts)
    .rejected('block-too-far-ahead')
})

test('the block of the registration is the first one, and is left like any other', () => {
  const registered = { ...facts, registeredBlockId: 'b0' }
  member().when(join(), registered).rejected('block-member-twice')
  const membershipId = registeredMembershipId('c1')
  const leave = { type: 'LeaveBlock', membershipId, blockId: 'b0', until: '2025-12-31', reason: '调整' } as const
  const { type: _, ...left } = leave
  const event = BlockLeft({ ...left, compoundId: 'c1', buildingId: null })
  member().when(leave, registered).then(event)
  member(event).when(join(), registered).then(BlockJoined(joined))
  member(event)
    .when(join({ since: '2025-12-31' }), registered)
    .rejected('block-member-twice')
})

test('whatever is tried in any order: on no day is anything in two blocks', () => {
  const FIRST = '2026-01-01'
  const attempt = fc.record({
    leave: fc.boolean(),
    of: fc.integer({ min: 0, max: 9 }),
    blockId: fc.constantFrom('b1', 'b2'),
    buildingId: fc.constantFrom(null, 'g1', 'g2'),
    day: fc.integer({ min: 0, max: 20 }).map((days) => addDays(FIRST, days)),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 30 }), fc.constantFrom(null, 'b1'), (tries, registeredBlockId) => {
      const events: MembershipEvent[] = []
      const given = { ...facts, registeredBlockId }
      for (const [index, { leave, of, blockId, buildingId, day }] of tries.entries()) {
        const membershipId = of === 9 ? registeredMembershipId('c1') : `m${of}`
        const command: MembershipCommand = leave
          ? { type: 'LeaveBlock', membershipId, blockId, until: day, reason: '调整' }
          : join({ membershipId: `m${index}`, blockId, buildingId, since: day })
        try {
          events.push(...membershipDecider.decide(command, fold(membershipDecider, events), given))
        } catch (error) {
          if (!(error instanceof Rejected)) throw error
        }
      }
      const all = [...fold(membershipDecider, events).values()]
      for (let offset = -1; offset < 25; offset += 1) {
        const day = addDays(FIRST, offset)
        const held = all.filter(({ since, until }) => (since ?? '') <= day && day <= (until ?? '9'))
        for (const buildingId of ['g1', 'g2'])
          expect(held.filter((one) => one.buildingId === null || one.buildingId === buildingId).length).toBeLessThan(2)
      }
    }),
    seeded(),
  )
})
