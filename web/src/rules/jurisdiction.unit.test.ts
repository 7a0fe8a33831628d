/** For which places somebody may make rules. */
import type { MeView } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { mayEverywhere, regionsWithin } from './jurisdiction.ts'

type Grant = MeView['grants'][number]
const grant = (role: Grant['role'], kind: Grant['scope']['kind'], id: string): Grant => ({
  id: `${role}-${id}`,
  role,
  scope: { kind, id },
  scopeName: id,
})
const regions = [
  { id: 'county', parentId: null },
  { id: 'street', parentId: 'county' },
  { id: 'community', parentId: 'street' },
  { id: 'other', parentId: 'county' },
]
const idsFor = (...grants: Grant[]) => regionsWithin(regions, grants).map(({ id }) => id)

test('an overseer of a subdistrict has it and what lies in it', () =>
  expect(idsFor(grant('overseer', 'subdistrict', 'street'))).toEqual(['street', 'community']))
test('whoever covers everything has all', () => {
  const all = grant('administrator', 'all', 'all')
  expect(idsFor(all)).toHaveLength(4)
  expect(mayEverywhere([all])).toBe(true)
})
test('a role that makes no rules gives no place for one', () => {
  expect(idsFor(grant('clerk', 'community', 'community'))).toEqual([])
  expect(mayEverywhere([grant('auditor', 'all', 'all')])).toBe(false)
})
