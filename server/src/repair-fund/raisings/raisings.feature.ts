/** Serves raisings: they are decided by the owners and paid into the accounts, so that there is nothing to command. */
import { raisingsApi } from '@changxin/shared/repair-fund'
import { type Served, type ServerFeature, serveQuery } from '../../feature.ts'
import { subjectOfCompound, subjectOfUnit } from '../../places/index.ts'
import { raisingsProjection } from './raisings.projection.ts'
import { raisingsOf } from './raisings.queries.ts'

const READS = ['repair_fund_raisings_raising', 'repair_fund_booking', 'repair_fund_fund', 'places_unit']

const list = serveQuery(raisingsApi.raisings, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => ({ items: raisingsOf(read, id).map(({ raising }) => raising) }),
})
const doors = serveQuery(raisingsApi.doors, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run({ read }, { id, raisingId }) {
    const told = raisingsOf(read, id).find(({ raising }) => raising.id === raisingId)
    return { items: [...(told?.doors ?? [])] }
  },
})
const ofUnit = serveQuery(raisingsApi.ofUnit, {
  reads: READS,
  subject: ({ id }, read) => subjectOfUnit(read, id),
  run({ read }, { id }) {
    const { compoundId } = subjectOfUnit(read, id) ?? {}
    if (compoundId === undefined) return null
    const items = raisingsOf(read, compoundId).flatMap(({ raising, doors: all }) => {
      const door = all.find((each) => each.id === id)
      return door ? [{ ...raising, door }] : []
    })
    return { items }
  },
})

const served: readonly Served[] = [list, doors, ofUnit]

export const raisingsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [raisingsProjection],
  serve: () => served,
}
