/** Column mappings of a compound's banks, saved under names, and whose rows each of them reads. */
import { type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { fundFields, requireColumns } from './columns.ts'
import { reject } from './errors.ts'
import { type FundColumnsEvent, FundColumnsSaved } from './events.ts'

export const MAX_FUND_MAPPINGS = 50
/** Banks that mappings ever named: for each of them every row is looked up. */
export const MAX_FUND_SOURCES = 100

export type FundMapping = Readonly<z.output<typeof FundColumnsSaved.schema>>
export interface SaveFundColumns {
  readonly type: 'SaveFundColumns'
  readonly mapping: FundMapping
  /** False: it replaces one that this compound has. */
  readonly isNew: boolean
}
export interface FundColumnsState {
  readonly mappings: ReadonlyMap<Id, FundMapping>
  /** Also those that no mapping names any more: their rows are in the books. */
  readonly sources: ReadonlySet<string>
}

/** However it was typed: wide or narrow letters, spaces, capitals. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** Of a file that was read without a saved mapping: nobody said of which bank it is. */
export const NO_SOURCE = ''

/**
 * Within what a serial number says one thing: the bank that the mapping names, so that two mappings of one bank find each
 * other's rows; where it names none, the mapping itself. A bank that is mapped twice without its name then looks like two:
 * a row that agrees with one of another source is held back as “may be the same”, neither dropped nor booked twice.
 */
export const sourceOf = ({ bank, mappingId }: Pick<FundMapping, 'bank' | 'mappingId'>): string =>
  bank === null ? `mapping ${mappingId}` : `bank ${plain(bank)}`

/** The source of a file read under this mapping, and all others that rows of the compound may stand under. */
export function sourcesFor({ mappings, sources }: FundColumnsState, mappingId: Id | undefined) {
  const mapping = mappingId === undefined ? undefined : mappings.get(mappingId)
  if (mappingId !== undefined && !mapping) throw reject('fund-mapping-unknown', { field: 'mappingId' })
  const own = mapping ? sourceOf(mapping) : NO_SOURCE
  return { own, others: otherSources({ sources }, own) }
}

export const otherSources = ({ sources }: Pick<FundColumnsState, 'sources'>, own: string): readonly string[] =>
  [NO_SOURCE, ...sources].filter((source) => source !== own)

export const fundColumnsDecider: Decider<SaveFundColumns, FundColumnsEvent, FundColumnsState> = {
  initial: { mappings: new Map(), sources: new Set() },
  evolve({ mappings, sources }, event) {
    switch (event.type) {
      case 'FundColumnsSaved':
        return {
          mappings: new Map(mappings).set(event.data.mappingId, event.data),
          sources: new Set(sources).add(sourceOf(event.data)),
        }
      default:
        return unreachable(event.type)
    }
  },
  decide({ mapping, isNew }, { mappings, sources }) {
    const known = mappings.get(mapping.mappingId)
    if (!known && !isNew) throw reject('fund-mapping-unknown', { field: 'mappingId' })
    if (known && contentOf(known) === contentOf(mapping)) return []
    if (!known && mappings.size >= MAX_FUND_MAPPINGS)
      throw reject('fund-too-many-mappings', { limit: MAX_FUND_MAPPINGS })
    if (sources.size >= MAX_FUND_SOURCES && !sources.has(sourceOf(mapping)))
      throw reject('fund-too-many-banks', { field: 'bank', limit: MAX_FUND_SOURCES })
    requireColumns(mapping.columns)
    return [FundColumnsSaved(mapping)]
  },
}

const contentOf = ({ name, bank, negatives, columns }: FundMapping) =>
  JSON.stringify([name, bank, negatives, fundFields.map((field) => columns[field] ?? null)])
