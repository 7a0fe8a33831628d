/** Column mappings of a compound's banks, saved under names. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { fundFields, requireColumns } from './columns.ts'
import { reject } from './errors.ts'
import { type FundColumnsEvent, FundColumnsSaved } from './events.ts'

export const MAX_FUND_MAPPINGS = 50

export type FundMapping = Readonly<z.output<typeof FundColumnsSaved.schema>>
export interface SaveFundColumns {
  readonly type: 'SaveFundColumns'
  readonly mapping: FundMapping
  /** False: it replaces one that this compound has. */
  readonly isNew: boolean
}
export type FundColumnsState = ReadonlyMap<string, FundMapping>

export const fundColumnsDecider: Decider<SaveFundColumns, FundColumnsEvent, FundColumnsState> = {
  initial: new Map(),
  evolve(state, event) {
    switch (event.type) {
      case 'FundColumnsSaved':
        return new Map(state).set(event.data.mappingId, event.data)
      default:
        return unreachable(event.type)
    }
  },
  decide({ mapping, isNew }, state) {
    const known = state.get(mapping.mappingId)
    if (!known && !isNew) throw reject('fund-mapping-unknown', { field: 'mappingId' })
    if (known && contentOf(known) === contentOf(mapping)) return []
    if (!known && state.size >= MAX_FUND_MAPPINGS) throw reject('fund-too-many-mappings', { limit: MAX_FUND_MAPPINGS })
    requireColumns(mapping.columns)
    return [FundColumnsSaved(mapping)]
  },
}

const contentOf = ({ name, negatives, columns }: FundMapping) =>
  JSON.stringify([name, negatives, fundFields.map((field) => columns[field] ?? null)])
