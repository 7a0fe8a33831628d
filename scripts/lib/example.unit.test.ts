import { Day, Fen, Id, Instant, Line, Phone, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleOf } from './example.ts'

test('an example fills every field and fits its schema', () => {
  const schema = z.strictObject({
    id: Id,
    paidOn: Day,
    recordedAt: Instant,
    note: Line(40).optional(),
    phone: Phone.nullable(),
    file: Sha256,
    amountFen: PositiveFen,
    balanceFen: Fen,
    kind: z.enum(['first', 'top-up']),
    rows: z.array(z.union([z.literal('unit'), z.int()])).min(2),
    weights: z.record(z.enum(['defects', 'money']), z.int()),
    byUnit: z.record(Id, z.int()),
    open: z.boolean(),
  })
  const example = exampleOf(schema)
  expect(schema.parse(example)).toEqual(example)
  expect(example).toMatchObject({
    note: '示例',
    kind: 'first',
    rows: ['unit', 'unit'],
    weights: { defects: 1, money: 1 },
  })
})

test('a pattern that nothing fits is named', () => {
  expect(() => exampleOf(z.string().regex(/^§\d+$/))).toThrow('§')
})
