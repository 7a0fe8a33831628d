/** The dry run: a sheet is read under a mapping, each row is judged, and nothing but the judgement is recorded. */
import { setImmediate } from 'node:timers/promises'
import type { Position } from '@changxin/shared/kernel'
import { unitsOf } from '@changxin/shared/places'
import {
  bodyOf,
  type FundImportState,
  type fundImportsApi,
  hasAccountIn,
  hasEntryIn,
  indexDoors,
  isClosedIn,
  isDayOpenIn,
  isFundOpen,
  MAX_STAGED_ROWS,
  readLine,
  repairFundErrors,
  rowStager,
  type SheetBody,
  type StagedRow,
  sourcesFor,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { deriveId } from '../../commands/derive.ts'
import type { CommandContext } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { Compounds } from '../../places/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { entryIdOf, FundColumnMappings, FundImports, importIdOf, rowKeyOf } from './imports.aggregates.ts'
import type { FundSheets } from './sheets-of-fund.ts'

/** Rows between which others have their turn on the main thread: a few milliseconds of work. */
const ROWS_AT_ONCE = 500

type Body = z.output<(typeof fundImportsApi.stage)['body']>

/** The doors of a compound from its own stream: money does not rest on a view. */
async function doorsOf({ store }: CommandContext, compoundId: string) {
  const { state } = await store.load(Compounds, compoundId)
  const doors = unitsOf(state).map(({ unitId, buildingId, entranceId, door }) => {
    const building = state.buildings.get(buildingId)
    const entrance = building?.entrances.find((one) => one.entranceId === entranceId)
    return { unitId, building: building?.name ?? '', entrance: entrance?.name ?? null, door }
  })
  return indexDoors(doors, state.name)
}

interface Judging {
  readonly compoundId: string
  readonly body: Body
  readonly sheet: SheetBody
  readonly sources: ReturnType<typeof sourcesFor>
}

async function judged(context: CommandContext, { compoundId, body, sheet, sources }: Judging): Promise<StagedRow[]> {
  const { state: fund } = await context.store.load(Funds, compoundId)
  if (!isFundOpen(fund)) throw repairFundErrors.reject('fund-not-open')
  const stage = rowStager({
    doors: await doorsOf(context, compoundId),
    isDayOpen: (day) => isDayOpenIn(fund, day),
    hasAccount: (unitId) => hasAccountIn(fund, unitId),
    isAccountClosed: (unitId) => isClosedIn(fund, unitId),
    keyOf: (text) => rowKeyOf(compoundId, fund.secret, text),
    isBooked: (key) => hasEntryIn(fund, entryIdOf(compoundId, sources.own, key)),
    mayBeBooked: (key) =>
      body.alike === 'hold' && sources.others.some((other) => hasEntryIn(fund, entryIdOf(compoundId, other, key))),
  })
  const { columns, kind, negatives } = body
  const how = { columns, kind, negatives, headers: sheet.headers, today: context.today }
  const rows: StagedRow[] = []
  for (const [index, line] of sheet.lines.entries()) {
    rows.push(stage(readLine(line, how)))
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate()
  }
  return rows
}

const isBookedAlready = ({ status }: FundImportState) => status === 'booking' || status === 'booked'

export async function stageImport(context: CommandContext, sheets: FundSheets, compoundId: string, body: Body) {
  const { file, mappingId, ...how } = body
  await requireFilesOf(context, [file])
  const importId = importIdOf(compoundId, file)
  const before = await context.store.load(FundImports, importId)
  if (isBookedAlready(before.state)) return answer(importId, before.revision, context.store.newest(), true)
  const sheet = bodyOf((await sheets.read(file)).table, body.columns)
  const sources = sourcesFor((await context.store.load(FundColumnMappings, compoundId)).state, body)
  const rows = await judged(context, { compoundId, body, sheet, sources })
  const stagingId = context.newId()
  const of = { importId, compoundId, stagingId }
  const read = { headerRow: sheet.headerRow, source: sources.own, rows: rows.length }
  let executed = await context.execute(FundImports, importId, {
    command: { type: 'StageImport', ...of, file, ...how, ...read },
  })
  for (let from = 0; from < rows.length; from += MAX_STAGED_ROWS) {
    const meta = context.meta({ channel: 'import' })
    executed = await context.store.execute(FundImports, importId, {
      // Each part has a key of its own, so that a repeat goes on where one was cut off.
      meta: { ...meta, commandId: deriveId(meta.commandId, 'rows', from) },
      command: { type: 'StageImportRows', ...of, from, rows: rows.slice(from, from + MAX_STAGED_ROWS) },
    })
  }
  // Booked by somebody else while it was being read.
  const { state } = await context.store.load(FundImports, importId)
  return answer(importId, executed.revision, executed.position, isBookedAlready(state))
}

const answer = (id: string, revision: number, position: Position | null, already: boolean) => ({
  id,
  revision,
  position,
  already,
})
