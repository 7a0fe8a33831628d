/** The streams of imports: one a file and compound, one of column mappings a compound. */
import {
  fundColumnsDecider,
  fundColumnsEvents,
  fundImportDecider,
  fundImportEvents,
} from '@changxin/shared/repair-fund'
import { aggregate } from '../../commands/aggregate.ts'
import { deriveId } from '../../commands/derive.ts'

/** `fundimport-<id>` */
export const FundImports = aggregate('fundimport', fundImportDecider, fundImportEvents)
/** `fundcolumns-<compoundId>` */
export const FundColumnMappings = aggregate('fundcolumns', fundColumnsDecider, fundColumnsEvents)

/** The same file for the same compound is the same import, whoever brings it and however often. */
export const importIdOf = (compoundId: string, file: string) => deriveId('fund-import', compoundId, file)
/** The same row of the bank makes the same entry, whatever file it stands in. */
export const entryIdOf = (compoundId: string, key: string) => deriveId('fund-import-row', compoundId, key)
export const bookingIdOf = (importId: string, batch: number) => deriveId('fund-import-batch', importId, batch)
