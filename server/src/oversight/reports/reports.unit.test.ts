import { ModeAdopted } from '@changxin/shared/management'
import { CompoundRegistered, RegionRegistered } from '@changxin/shared/places'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { may } from '../../access/may.ts'
import type { Grant, Principal } from '../../access/principal.ts'
import { managementProjection } from '../../management/management.projection.ts'
import { placesProjection } from '../../places/index.ts'
import { subjectOfComment } from './reports.queries.ts'

test('a month is commented by who managed the compound at its end, not by who has taken it over since', () => {
  const adopted = (since: string, operatorId: string) =>
    ModeAdopted({
      adoptionId: since,
      compoundId: 'c1',
      mode: 'property-company',
      since,
      operatorId,
      ground: { kind: 'contract', text: '合同', file: null },
    })
  const { read } = projected(
    [placesProjection, managementProjection],
    [
      RegionRegistered({ regionId: 's', level: 'subdistrict', name: '桂溪街道', parentId: null }),
      CompoundRegistered({ compoundId: 'c1', name: '兴隆花园', regionId: 's', blockId: null, planRow: null }),
      adopted('2026-01-01', 'old'),
      adopted('2026-03-15', 'new'),
    ],
  )
  const allowed = (role: Grant['role'], scope: Grant['scope'], month: string) => {
    const principal = { personId: 'p', sessionId: 's', grants: [{ grantId: 'g', role, scope }], homes: [] } as Principal
    const place = { communityId: null, subdistrictId: 's', districtId: null, operatorId: 'new' }
    return may('oversight.comment-report', principal, subjectOfComment(read, 'c1', month) ?? {}, () => place)
  }
  const of = (operatorId: string, month: string) => allowed('manager', { kind: 'operator', id: operatorId }, month)
  expect([of('old', '2026-02'), of('new', '2026-02')]).toEqual([true, false])
  expect([of('old', '2026-03'), of('new', '2026-03')]).toEqual([false, true])
  expect(allowed('committee', { kind: 'compound', id: 'c1' }, '2026-02')).toBe(true)
  expect(allowed('committee', { kind: 'compound', id: 'c2' }, '2026-02')).toBe(false)
  expect(subjectOfComment(read, 'c9', '2026-02')).toBeNull()
})
