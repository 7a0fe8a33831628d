/** Figures of a count sheet that was made elsewhere: refused where they contradict themselves, then judged like any count. */
import { Id } from '@changxin/shared/kernel'
import { z } from 'zod'
import { type Figures, judge } from '../count/judge.ts'
import { seatsOf } from '../count/seats.ts'
import { addSums, NOBODY, type Sum } from '../count/threshold.ts'
import type { ItemCount, Procedure } from '../events.ts'
import type { Item, ItemGroup } from '../items.ts'
import { MAX_ROLL_UNITS } from '../roll.events.ts'
import type { VotingRule } from '../voting-rule.ts'
import { reject } from './errors.ts'

/** 100 km²: beyond any compound, and small enough to be multiplied exactly. */
const MAX_FLOOR_AREA = 10_000_000_000
/** More heads than any roll has units. */
const MAX_HEADS = 100_000
const SheetSum = z.strictObject({
  /** In 0.01 m². */
  floorArea: z.int().min(0).max(MAX_FLOOR_AREA),
  heads: z.int().min(0).max(MAX_HEADS),
})

/** One item as the sheet has it. */
export const SheetFigures = z.strictObject({
  itemId: Id,
  /** All who may vote. */
  electorate: SheetSum,
  participating: SheetSum,
  yes: SheetSum,
  no: SheetSum,
  abstained: SheetSum,
  unitsWithoutFloorArea: z.int().min(0).max(MAX_ROLL_UNITS).default(0),
  /** What the sheet itself says came of it: passed, or within a group elected. */
  stated: z.boolean(),
})
export type SheetFigures = z.infer<typeof SheetFigures>

const OF = ['floorArea', 'heads'] as const

/** Throws with the field where a sheet contradicts itself; `at` is its place among the counts. */
export function requireSheet(sheet: SheetFigures, at: number): void {
  for (const of of OF) {
    const [all, cast] = [sheet.electorate[of], sheet.participating[of]]
    if (cast > all) throw contradiction('external-over-electorate', at, `participating.${of}`, cast, all)
    for (const answer of ['yes', 'no', 'abstained'] as const) {
      const value = sheet[answer][of]
      if (value > cast) throw contradiction('external-over-participating', at, `${answer}.${of}`, value, cast)
    }
    const sum = sheet.yes[of] + sheet.no[of] + sheet.abstained[of]
    if (sum !== cast) throw contradiction('external-sum-differs', at, `participating.${of}`, sum, cast)
  }
  for (const key of ['electorate', 'participating', 'yes', 'no', 'abstained'] as const) {
    const { floorArea, heads } = sheet[key]
    if (heads === 0 && floorArea > 0) throw contradiction('external-area-of-nobody', at, `${key}.heads`, floorArea, 0)
  }
  if (sheet.electorate.heads === 0) throw contradiction('external-nobody', at, 'electorate.heads', 0, 0)
}

type Code = Parameters<typeof reject>[0]
function contradiction(code: Code, at: number, field: string, value: number, limit: number) {
  const figure = field.endsWith('floorArea') || code === 'external-area-of-nobody' ? hundredths : String
  return reject(code, {
    field: `counts[${at}].${field}`,
    item: at + 1,
    value: figure(value),
    limit: figure(limit),
  })
}
const hundredths = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')} m²`

interface Asked {
  readonly items: readonly Item[]
  readonly groups: readonly ItemGroup[]
  readonly rule: VotingRule
  readonly procedure: Procedure | null
}

/**
 * In the order of the items, by the same arithmetic as a count that is made here. Without the roll nobody can say what
 * missing floor areas would change: with any, the result is not certain.
 */
export function countsOf(sheets: readonly SheetFigures[], { items, groups, rule, procedure }: Asked): ItemCount[] {
  const judged = items.flatMap((item) => {
    const sheet = sheets.find(({ itemId }) => itemId === item.itemId)
    return sheet ? [judgeSheet(sheet, item, rule, procedure)] : []
  })
  const seats = seatsOf(judged, groups)
  return judged.map(({ count, itemId, passed }) => ({
    ...count,
    ...(seats.get(itemId) ?? { chosen: passed, runOff: false }),
  }))
}

function judgeSheet(sheet: SheetFigures, item: Item, rule: VotingRule, procedure: Procedure | null) {
  const { itemId, electorate, participating, yes, no, abstained, unitsWithoutFloorArea } = sheet
  const figures: Figures = { yes, no, abstained, absent: less(electorate, participating) }
  const judged = judge(figures, item.matter, rule, procedure?.silence ?? 'not-counted')
  const silent = judged.silentWith === null ? NOBODY : figures.absent
  const count = {
    ...{ itemId, electorate, participating, yes, no, abstained, silent, unitsWithoutFloorArea },
    ...judged,
    certain: unitsWithoutFloorArea === 0,
    bounds: null,
  }
  return {
    ...{ itemId, groupId: item.groupId, passed: judged.passed, count },
    yes: judged.silentWith === 'yes' ? addSums(yes, silent) : yes,
  }
}
const less = (one: Sum, other: Sum): Sum => ({
  floorArea: one.floorArea - other.floorArea,
  heads: one.heads - other.heads,
})
