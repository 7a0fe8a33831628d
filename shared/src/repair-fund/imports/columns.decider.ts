/** Column mappings of a compound's banks, saved under names, and whose rows each of them reads. */
import { type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { type FundColumns, fundFields, requireColumns } from './columns.ts'
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
  /** Of each source, the columns of the mapping that named it first: they say what tells its rows apart. */
  readonly firstColumns: ReadonlyMap<string, FundColumns>
}

/** However it was typed: wide or narrow letters, spaces, capitals. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** Of a file that was read without a saved mapping: nobody said of which bank it is. */
export const NO_SOURCE = ''

/** What the key of a row is made of before all else (`keyTextOf`): one more or one less, and a booked row is not found. */
const KEY_FIELDS = ['serial', 'balance'] as const

/**
 * Within what a serial number says one thing: the bank that the mapping names, so that two mappings of one bank find each
 * other's rows; where it names none, the mapping itself. A bank that is mapped twice without its name looks like two: a row
 * whose key agrees with one of another source is held back as “may be the same”. Keys agree only where both mappings map
 * serial and balance alike: within one source `requireSameKey` sees to that when a mapping is saved, and `sourcesFor` when a
 * file is read under it; nobody does across sources. Of rows that have neither, the door and the remark must agree too, and
 * which columns those are is not pinned.
 */
export const sourceOf = ({ bank, mappingId }: Pick<FundMapping, 'bank' | 'mappingId'>): string =>
  bank === null ? `mapping ${mappingId}` : `bank ${plain(bank)}`

/** The source of a file read under this mapping, and all others that rows of the compound may stand under. */
export function sourcesFor(
  { mappings, sources }: FundColumnsState,
  { mappingId, columns }: { readonly mappingId?: Id | undefined; readonly columns: FundColumns },
) {
  const mapping = mappingId === undefined ? undefined : mappings.get(mappingId)
  if (mappingId !== undefined && !mapping) throw reject('fund-mapping-unknown', { field: 'mappingId' })
  if (mapping) requireKeyOf(mapping.columns, columns)
  const own = mapping ? sourceOf(mapping) : NO_SOURCE
  return { own, others: otherSources({ sources }, own) }
}

export const otherSources = ({ sources }: Pick<FundColumnsState, 'sources'>, own: string): readonly string[] =>
  [NO_SOURCE, ...sources].filter((source) => source !== own)

export const fundColumnsDecider: Decider<SaveFundColumns, FundColumnsEvent, FundColumnsState> = {
  initial: { mappings: new Map(), sources: new Set(), firstColumns: new Map() },
  evolve({ mappings, sources, firstColumns }, event) {
    switch (event.type) {
      case 'FundColumnsSaved': {
        const source = sourceOf(event.data)
        return {
          mappings: new Map(mappings).set(event.data.mappingId, event.data),
          sources: new Set(sources).add(source),
          firstColumns: new Map(firstColumns).set(source, firstColumns.get(source) ?? event.data.columns),
        }
      }
      default:
        return unreachable(event.type)
    }
  },
  decide({ mapping, isNew }, state) {
    const { mappings, sources } = state
    const known = mappings.get(mapping.mappingId)
    if (!known && !isNew) throw reject('fund-mapping-unknown', { field: 'mappingId' })
    if (known && contentOf(known) === contentOf(mapping)) return []
    if (!known && mappings.size >= MAX_FUND_MAPPINGS)
      throw reject('fund-too-many-mappings', { limit: MAX_FUND_MAPPINGS })
    if (sources.size >= MAX_FUND_SOURCES && !sources.has(sourceOf(mapping)))
      throw reject('fund-too-many-banks', { field: 'bank', limit: MAX_FUND_SOURCES })
    requireColumns(mapping.columns)
    requireSameKey(mapping, known, state)
    return [FundColumnsSaved(mapping)]
  },
}

/** A mapping keeps its key columns; one that newly names a bank has those under which the bank was named before. */
function requireSameKey(mapping: FundMapping, known: FundMapping | undefined, { firstColumns }: FundColumnsState) {
  if (known) requireKeyOf(known.columns, mapping.columns)
  const source = sourceOf(mapping)
  const first = firstColumns.get(source)
  if (first && (!known || sourceOf(known) !== source)) requireKeyOf(first, mapping.columns)
}

function requireKeyOf(before: FundColumns, columns: FundColumns): void {
  for (const key of KEY_FIELDS) {
    const [was, is] = [before[key], columns[key]]
    const field = `columns.${key}`
    if (was !== undefined && is === undefined) throw reject('fund-key-column-missing', { field, header: was })
    if (was === undefined && is !== undefined) throw reject('fund-key-column-added', { field, header: is })
  }
}

const contentOf = ({ name, bank, negatives, columns }: FundMapping) =>
  JSON.stringify([name, bank, negatives, fundFields.map((field) => columns[field] ?? null)])
