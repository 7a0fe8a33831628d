/** Regions nest city › district › subdistrict › community; a block cuts across and hangs below any of the last three. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type RegionEvent, type RegionLevel, RegionRegistered, RegionRenamed } from './events.ts'
import { levelWords } from './words.ts'

export type RegionCommand =
  | {
      readonly type: 'RegisterRegion'
      readonly regionId: string
      readonly level: RegionLevel
      readonly name: string
      readonly parentId: string | null
    }
  | { readonly type: 'RenameRegion'; readonly regionId: string; readonly name: string }

/** What was not read counts as not there. */
export interface RegionFacts {
  readonly parent?: { readonly level: RegionLevel } | null
}

export type RegionState = {
  readonly regionId: string
  readonly level: RegionLevel
  readonly name: string
  readonly parentId: string | null
} | null

/** The levels that may lie directly above a level. */
export const parentLevels: Readonly<Record<RegionLevel, readonly RegionLevel[]>> = {
  city: [],
  district: ['city'],
  subdistrict: ['district'],
  community: ['subdistrict'],
  block: ['district', 'subdistrict', 'community'],
}
/** A county may keep its own server, without the city above it. */
const MAY_BE_TOP: readonly RegionLevel[] = ['city', 'district']

export const regionDecider: Decider<RegionCommand, RegionEvent, RegionState, RegionFacts | undefined> = {
  initial: null,
  evolve(state, event) {
    switch (event.type) {
      case 'RegionRegistered':
        return event.data
      case 'RegionRenamed':
        return state && { ...state, name: event.data.name }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    switch (command.type) {
      case 'RegisterRegion':
        return register(command, state, facts)
      case 'RenameRegion': {
        if (!state) throw reject('region-unknown')
        return state.name === command.name ? [] : [RegionRenamed({ regionId: state.regionId, name: command.name })]
      }
      default:
        return unreachable(command)
    }
  },
}

function register(
  command: Extract<RegionCommand, { type: 'RegisterRegion' }>,
  state: RegionState,
  facts: RegionFacts | undefined,
): readonly RegionEvent[] {
  const { regionId, level, name, parentId } = command
  if (state) {
    if (state.level === level && state.name === name && state.parentId === parentId) return []
    throw reject('region-exists', { name: state.name })
  }
  const allowed = parentLevels[level]
  if (parentId === null) {
    if (!MAY_BE_TOP.includes(level)) throw reject('region-parent-missing', wordsFor(level, allowed))
  } else {
    const parent = facts?.parent
    if (!parent) throw reject('region-parent-unknown')
    if (!allowed.includes(parent.level)) {
      {
        const { zh: parentLevelZh, en: parentLevelEn } = levelWords[parent.level]
        throw reject('region-level-mismatch', { ...wordsFor(level, allowed), parentLevelZh, parentLevelEn })
      }
    }
  }
  return [RegionRegistered({ regionId, level, name, parentId })]
}

/** A city has nothing above it. */
function wordsFor(level: RegionLevel, allowed: readonly RegionLevel[]) {
  return {
    levelZh: levelWords[level].zh,
    levelEn: levelWords[level].en,
    allowedZh: allowed.length === 0 ? '无' : allowed.map((other) => levelWords[other].zh),
    allowedEn: allowed.length === 0 ? 'none' : allowed.map((other) => levelWords[other].en),
  }
}
