/** What deciding on a collection needs from other streams: the doors of the compound as they are in the log, and its fund. */
import { unitLabel } from '@changxin/shared/places'
import { type CollectionFacts, hasAccountIn, type SharingUnit } from '@changxin/shared/repair-fund'
import type { CommandStore } from '../../commands/store.ts'
import { Compounds } from '../../places/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'

export async function fundIsOpen(store: CommandStore, compoundId: string): Promise<boolean> {
  const { state } = await store.load(Funds, compoundId)
  return state.openedOn !== null
}

export async function sharingUnits(store: CommandStore, compoundId: string): Promise<SharingUnit[]> {
  const { state } = await store.load(Compounds, compoundId)
  return [...state.units.values()].map(({ unitId, buildingId, entranceId, door, floorArea }) => {
    const building = state.buildings.get(buildingId)
    const entrance = building?.entrances.find((one) => one.entranceId === entranceId)
    const label = unitLabel({ buildingName: building?.name ?? null, entranceName: entrance?.name ?? null, door })
    return { unitId, buildingId, entranceId, label, floorArea }
  })
}

export async function openingFacts(store: CommandStore, compoundId: string): Promise<CollectionFacts> {
  return { units: await sharingUnits(store, compoundId), fundIsOpen: await fundIsOpen(store, compoundId) }
}

export async function carryingFacts(store: CommandStore, compoundId: string): Promise<CollectionFacts> {
  const { state } = await store.load(Funds, compoundId)
  const hasAccount = (unitId: string) => hasAccountIn(state, unitId) && !state.accounts.closed.has(unitId)
  return { units: await sharingUnits(store, compoundId), fundIsOpen: state.openedOn !== null, hasAccount }
}
