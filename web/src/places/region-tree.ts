/** Regions as a tree: what lies below what, and which levels may be added where. */
import { parentLevels, RegionLevel, type RegionView } from '@changxin/shared/places'
import type { z } from 'zod'

export type Region = z.output<typeof RegionView>
export interface RegionNode extends Region {
  readonly children: readonly RegionNode[]
}

/** Blocks cut across the other levels, so they stand behind them; else the order of the list is kept. */
export function regionTree(regions: readonly Region[]): readonly RegionNode[] {
  const ids = new Set(regions.map((one) => one.id))
  const below = Map.groupBy(regions, (one) => (one.parentId !== null && ids.has(one.parentId) ? one.parentId : ''))
  const nodesOf = (parentId: string): RegionNode[] => {
    const here = below.get(parentId) ?? []
    const [blocks, others] = [here.filter((one) => one.level === 'block'), here.filter((one) => one.level !== 'block')]
    return [...others, ...blocks].map((one) => ({ ...one, children: nodesOf(one.id) }))
  }
  return nodesOf('')
}

/** A county may keep its own server, without the city above it: so the top is a city or a district. */
export function levelsBelow(parent: RegionLevel | undefined): readonly RegionLevel[] {
  if (parent === undefined) return ['district', 'city']
  return RegionLevel.options.filter((level) => parentLevels[level].includes(parent))
}

/** The names of what lies above, the highest first. */
export function namesAbove(region: Region, byId: ReadonlyMap<string, Region>): string[] {
  const parent = region.parentId === null ? undefined : byId.get(region.parentId)
  return parent ? [...namesAbove(parent, byId), parent.name] : []
}
