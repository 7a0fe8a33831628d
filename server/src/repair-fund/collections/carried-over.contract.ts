/**
 * What the fund may rely on when the rest of a collection is carried over to it. `CollectionCarriedOver` stands in
 * `collection-<id>`, is appended only while the compound's fund is open, and carries each door's own part: every
 * `unitId` once, every amount above zero, Σ rows = `totalFen`. A consumer that keys its booking by `carryOverId` never
 * books it twice; what a door gets is no more than it paid in. Nothing follows it in the stream that would take it back.
 */
import type { Recorded } from '@changxin/shared/kernel'
import { CollectionCarriedOver } from '@changxin/shared/repair-fund'
import { expect } from 'vitest'

export interface CarriedOver {
  readonly collectionId: string
  readonly compoundId: string
  readonly on: string
  /** What each door had paid in, net. */
  readonly paidFen: ReadonlyMap<string, number>
  readonly totalFen: number
}

export function expectCarriedOver(events: readonly Recorded[], wanted: CarriedOver): void {
  const carried = events.filter(({ type }) => type === CollectionCarriedOver.type)
  expect(carried).toHaveLength(1)
  const data = CollectionCarriedOver.schema.parse(carried[0]?.data)
  const { collectionId, compoundId, totalFen, on: carriedOn } = wanted
  expect(data).toMatchObject({ collectionId, compoundId, totalFen, carriedOn })
  expect(data.carryOverId).toMatch(/^\S+$/)
  expect(new Set(data.rows.map(({ unitId }) => unitId)).size).toBe(data.rows.length)
  expect(data.rows.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(totalFen)
  for (const { unitId, amountFen } of data.rows) {
    expect(amountFen).toBeGreaterThan(0)
    expect(amountFen).toBeLessThanOrEqual(wanted.paidFen.get(unitId) ?? 0)
  }
}
