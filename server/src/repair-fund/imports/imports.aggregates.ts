/** The streams of imports: one a file and compound, one of column mappings a compound. */
import { hash } from 'node:crypto'
import {
  fundColumnsDecider,
  fundColumnsEvents,
  fundImportDecider,
  fundImportEvents,
  fundImportLookDecider,
  fundImportLookEvents,
  NO_SOURCE,
} from '@changxin/shared/repair-fund'
import { aggregate } from '../../commands/aggregate.ts'
import { deriveId } from '../../commands/derive.ts'

const KEY_CHARACTERS = 32

/** `fundimport-<id>` */
export const FundImports = aggregate('fundimport', fundImportDecider, fundImportEvents)
/** `fundimportlook-<importId>`: apart from its steps, so that looks neither conflict with them nor move their revision. */
export const FundImportLooks = aggregate('fundimportlook', fundImportLookDecider, fundImportLookEvents)
/** `fundcolumns-<compoundId>` */
export const FundColumnMappings = aggregate('fundcolumns', fundColumnsDecider, fundColumnsEvents)

/** The same file for the same compound is the same import, whoever brings it and however often. */
export const importIdOf = (compoundId: string, file: string) => deriveId('fund-import', compoundId, file)
/** The same row of the bank makes the same entry, whatever file it stands in; `source` tells two banks apart. */
export const entryIdOf = (compoundId: string, source: string, key: string) =>
  deriveId('fund-import-row', compoundId, ...(source === NO_SOURCE ? [] : [source]), key)
/** `secret`: of the compound and shown to nobody, so that a row's key and entry cannot be guessed from what stands in it. */
export const rowKeyOf = (compoundId: string, secret: string, text: string) =>
  hash('sha256', `fund-row\n${compoundId}\n${secret}\n${text}`, 'hex').slice(0, KEY_CHARACTERS)
export const bookingIdOf = (importId: string, batch: number) => deriveId('fund-import-batch', importId, batch)
