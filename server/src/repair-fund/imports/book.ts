/**
 * Books an import. Beginning it is a command, which first sees that the fund would take all of it; the batches follow as a
 * process, so that what is cut off in the middle goes on with the next start and books nothing twice.
 */
import { setImmediate } from 'node:timers/promises'
import { dayOf, instantOf, type Position, Rejected } from '@changxin/shared/kernel'
import {
  type BatchHow,
  batchesOf,
  commandOf,
  type FundImportState,
  fundImportDecider,
  fundImportErrors,
  type ImportBatch,
  keptRowsOf,
  MAY_BE_BOOKED,
  otherSources,
  requireBookable,
  withoutLate,
} from '@changxin/shared/repair-fund'
import type { CommandStore } from '../../commands/store.ts'
import { answerOf, type CommandContext, type FeatureDeps } from '../../feature.ts'
import { type Process, processMeta } from '../../process/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { bookingIdOf, entryIdOf, FundColumnMappings, FundImports } from './imports.aggregates.ts'
import { type BookingImport, importsInBooking } from './imports.queries.ts'

/** Batches of one step: they share the syncs of the disk, and the progress is shown after each step. */
const BATCHES_AT_ONCE = 40
const ROWS_AT_ONCE = 2_000
/** Batches that are tried before others have their turn on the main thread. */
const BATCHES_BETWEEN = 10
const MAX_IMPORTS = 20

type HowOf = (batch: number) => BatchHow

/** As the books stand now: also a source that was named after the dry run may hold the same money. */
async function howOf(store: CommandStore, importId: string, state: FundImportState, today: string): Promise<HowOf> {
  const { compoundId, how } = state
  if (compoundId === null || how === null) throw fundImportErrors.reject('fund-import-unknown')
  const { source, alike } = how
  const others = otherSources((await store.load(FundColumnMappings, compoundId)).state, source)
  return (batch) => ({
    compoundId,
    bookingId: bookingIdOf(importId, batch),
    book: how.book,
    file: how.file,
    today,
    entryIdOf: (key) => entryIdOf(compoundId, source, key),
    alikeIdsOf: (key) => (alike === 'book' ? [] : others.map((other) => entryIdOf(compoundId, other, key))),
  })
}

interface Booking {
  readonly importId: string
  readonly compoundId: string
  readonly stagingId: string
  readonly takeGoodRows: boolean
}

/** Throws what the fund would refuse; nothing is booked then. */
export async function beginBooking(context: CommandContext, booking: Booking) {
  const { importId, compoundId } = booking
  const command = { type: 'BookImport' as const, ...booking }
  const { state } = await context.store.load(FundImports, importId)
  if (fundImportDecider.decide(command, state, undefined).length > 0) {
    const { state: fund } = await context.store.load(Funds, compoundId)
    const howFor = await howOf(context.store, importId, state, context.today)
    let looked = 0
    for (const _ of requireBookable(fund, batchesOf(state), howFor))
      if (++looked % BATCHES_BETWEEN === 0) await setImmediate()
  }
  const executed = await context.execute(FundImports, importId, { command, meta: context.meta({ channel: 'import' }) })
  return answerOf(importId, executed)
}

export function bookedImports({ store, nowMs }: Pick<FeatureDeps, 'store' | 'nowMs'>): Process {
  /** In the name of who began it: whoever records may not approve the reversal of it. */
  function metaOf({ begunBy, begunAt, begunId, sample }: BookingImport, key: string) {
    return { ...processMeta(key, begunAt, begunId), actor: begunBy, channel: sample ? 'demo' : 'import' } as const
  }

  async function bookStep(booking: BookingImport): Promise<Position | null> {
    const { importId, compoundId } = booking
    const { state } = await store.load(FundImports, importId)
    if (state.status !== 'booking') return store.newest()
    const howFor = await howOf(store, importId, state, dayOf(instantOf(nowMs())))
    const from = state.batchesDone
    const next = stepOf(batchesOf(state).slice(from))
    const { state: fund } = await store.load(Funds, compoundId)
    const outcomes = await Promise.all(
      next.map(async (batch, index) => {
        const how = howFor(from + index)
        const { rows, late, alike } = withoutLate(fund, batch, how)
        const command = commandOf(batch, rows, how)
        const refusal =
          command &&
          (await refusalOf(
            store.execute(Funds, compoundId, {
              meta: metaOf(booking, `${importId}-batch-${from + index}-${rows.length}`),
              command,
            }),
          ))
        return { rows, late, alike, refusal, how }
      }),
    )
    // Another import took one of the rows in this very moment: from there on it is looked at anew.
    const raced = outcomes.findIndex(({ refusal }) => refusal?.code === 'entry-id-taken')
    const done = raced < 0 ? outcomes : outcomes.slice(0, raced)
    if (done.length === 0) return store.newest()
    const through = from + done.length
    const { state: then } = await store.load(Funds, compoundId)
    const noted = await store.execute(FundImports, importId, {
      meta: metaOf(booking, `${importId}-through-${through}`),
      command: {
        type: 'NoteBookedBatches',
        importId,
        compoundId,
        through,
        late: done.flatMap(({ late }) => late.map(({ row }) => row)),
        refused: done.flatMap(({ rows, alike, refusal }) => [
          ...(refusal ? rows.map(({ row }) => ({ row, code: refusal.code })) : []),
          ...alike.map(({ row }) => ({ row, code: MAY_BE_BOOKED })),
        ]),
        kept: done.flatMap(({ rows, how }) => keptRowsOf(then, rows, how).map(({ row }) => row)),
      },
    })
    return noted.position
  }

  return {
    name: 'repair-fund/imports',
    reads: ['repair_fund_imports_import'],
    pending: (read) =>
      importsInBooking(read, MAX_IMPORTS).map((booking) => ({
        key: `book-${booking.importId}-${booking.batchesDone}`,
        run: () => bookStep(booking),
      })),
  }
}

/** As many batches as make one step; a large one is a step of its own. */
function stepOf(batches: readonly ImportBatch[]): readonly ImportBatch[] {
  let rows = 0
  const until = batches.findIndex((batch, index) => {
    rows += batch.rows.length
    return index > 0 && (rows > ROWS_AT_ONCE || index >= BATCHES_AT_ONCE)
  })
  return until < 0 ? batches : batches.slice(0, until)
}

async function refusalOf(work: Promise<unknown>): Promise<Rejected | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    // The log is away, or too much was going on: the step is tried again as it is.
    if (!(error instanceof Rejected) || error.code === 'log-unavailable' || error.code === 'stream-busy') throw error
    return error
  }
}
