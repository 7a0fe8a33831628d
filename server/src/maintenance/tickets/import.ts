/** Takes a sheet of tickets: read, matched, previewed, then each row in the stream of its ticket. */

import { type Position, Rejected } from '@changxin/shared/kernel'
import {
  differencesOf,
  faultSentence,
  type ImportAnswer,
  type ImportedRow,
  type RowProblem,
  readSheetRows,
  type SheetRow,
  type TicketFacts,
  type TicketState,
  ticketDecider,
  ticketErrors,
  type ticketsApi,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { scopeOf } from '../../access/scope.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import type { CommandContext } from '../../feature.ts'
import { regionIdsFrom } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { readSheet } from './sheet.ts'
import { Tickets, ticketIdOf } from './tickets.aggregates.ts'
import { subjectOf } from './tickets.subject.ts'

/** Streams that are written at once: they share the sync of the disk. */
const AT_ONCE = 50
/** Who may enter a ticket somewhere may take it from a sheet there. */
const RECEIVE = 'maintenance.receive-ticket'

type Body = z.output<(typeof ticketsApi.importSheet)['body']>
interface Row {
  readonly row: number
  readonly ticketId: string
  readonly facts: TicketFacts
  /** In charge; undefined for a place that is none of the person's. */
  readonly regionId: string | undefined
  readonly state: TicketState
}

const plain = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

interface Compound {
  readonly id: string
  readonly name: string
  readonly regionId: string
}

/** Compounds of a region, or of one's scopes, by name; a name that two of them have matches neither. */
function compoundsOf(read: Read, { principal }: CommandContext, regionId: string | undefined) {
  const within =
    regionId === undefined
      ? scopeOf(RECEIVE, principal).where('compound_id')
      : { sql: '? IN (region_id, community_id, subdistrict_id, district_id, city_id, block_id)', params: [regionId] }
  const rows = read.all<{ compound_id: string; name: string; region_id: string }>(
    `SELECT compound_id, name, region_id FROM places_compound WHERE ${within.sql}`,
    ...within.params,
  )
  const found = new Map<string, Compound>()
  const twice = new Set<string>()
  for (const { compound_id: id, name, region_id } of rows) {
    const key = plain(name)
    if (found.has(key)) twice.add(key)
    found.set(key, { id, name, regionId: region_id })
  }
  for (const key of twice) found.delete(key)
  return found as ReadonlyMap<string, Compound>
}

type Compounds = ReturnType<typeof compoundsOf>

/** By its whole name, or as the only one whose name stands in an address. */
function compoundOf(placeText: string | null, compounds: Compounds) {
  if (placeText === null) return undefined
  const place = plain(placeText)
  const exact = compounds.get(place)
  if (exact) return exact
  const within = [...compounds].filter(([name]) => name.length > 1 && place.includes(name))
  // 兴隆花园 stands in 兴隆花园二期 too: the longest name is the one that is meant.
  const longest = within.toSorted(([one], [other]) => other.length - one.length)
  return longest.every(([name]) => longest[0]?.[0].includes(name)) ? longest[0]?.[1] : undefined
}

async function rowOf(
  context: CommandContext,
  { source, regionId }: Body,
  sheet: SheetRow,
  compounds: Compounds,
): Promise<Row> {
  const ticketId = ticketIdOf(source, sheet.facts.officialNumber)
  const { state } = await context.store.load(Tickets, ticketId)
  const compound = compoundOf(sheet.facts.placeText, compounds)
  const known = state.status === 'none' ? undefined : state.regionId
  return {
    row: sheet.row,
    ticketId,
    facts: { ...sheet.facts, compoundId: compound?.id ?? null },
    regionId: regionId ?? compound?.regionId ?? known,
    state,
  }
}

/** A ticket that is known may lie where this person has no say. */
function faultOf({ views, may }: CommandContext, { state, regionId }: Row): Pick<RowProblem, 'field' | 'fault'> | null {
  if (state.status !== 'none') {
    const subject = views.peek((read) => subjectOf(read, state))
    return may(RECEIVE, subject) ? null : { field: 'officialNumber', fault: 'not-in-charge' }
  }
  return regionId === undefined ? { field: 'place', fault: 'no-compound-of-yours' } : null
}

const takingOf = ({ source }: Body, { ticketId, facts, regionId = '' }: Row) =>
  ({ type: 'TakeTicket', ticketId, source, regionId, row: facts }) as const

/** A region in charge must be one's own. */
function requireCharge({ views, may }: CommandContext, regionId: string | undefined): void {
  if (regionId === undefined) return
  const regionIds = views.peek((read) => regionIdsFrom(read, regionId))
  if (!may(RECEIVE, { regionIds })) throw new Rejected('forbidden')
}

function previewOf(body: Body, row: Row, compounds: Compounds): ImportedRow {
  const changes = ticketDecider.decide(takingOf(body, row), row.state, undefined).map(({ type }) => type)
  const { officialNumber, text, deadline, compoundId } = row.facts
  return {
    row: row.row,
    officialNumber,
    text,
    deadline,
    compoundName: [...compounds.values()].find(({ id }) => id === compoundId)?.name ?? null,
    outcome: row.state.status === 'none' ? 'new' : changes.length > 0 ? 'changed' : 'same',
    changes,
    differences: differencesOf(row.facts, row.state),
  }
}

async function inBatches<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))))
  return results
}

export async function importSheet(context: CommandContext, body: Body): Promise<z.input<typeof ImportAnswer>> {
  const sheet = readSheetRows(await readSheet(Buffer.from(body.file, 'base64')), body.columns)
  await caughtUp(context)
  requireCharge(context, body.regionId)
  const compounds = context.views.peek((read) => compoundsOf(read, context, body.regionId))
  const all = await inBatches(sheet.rows, (row) => rowOf(context, body, row, compounds))
  const judged = all.map((row) => ({ row, fault: faultOf(context, row) }))
  const rows = judged.filter(({ fault }) => fault === null).map(({ row }) => row)
  const faults = judged.flatMap(({ row, fault }) => (fault ? [{ ...fault, row: row.row }] : []))
  const problems = [...sheet.problems, ...faults]
    .toSorted((one, other) => one.row - other.row)
    .map((problem) => ({ ...problem, message: faultSentence(problem, body.columns, context.language) }))
  const preview = rows.map((row) => previewOf(body, row, compounds))
  const count = (outcome: ImportedRow['outcome']) => preview.filter((row) => row.outcome === outcome).length
  const answer = {
    dryRun: body.dryRun,
    rows: preview,
    problems,
    ignored: [...sheet.ignored],
    leftOut: [...sheet.leftOut],
    counts: {
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      problems: new Set(problems.map(({ row }) => row)).size,
    },
  }
  if (body.dryRun) return { id: '', revision: -1, position: null, ...answer }
  if (problems.length > 0 && !body.takeGoodRows)
    throw ticketErrors.reject('ticket-rows-have-problems', {
      problems: answer.counts.problems,
      row: problems[0]?.row ?? 0,
    })
  return { id: context.newId(), revision: -1, position: await takeAll(context, body, rows), ...answer }
}

/** Each in its stream; a repeat with the same key goes on where one was cut off, since what is taken is taken. */
async function takeAll(context: CommandContext, body: Body, rows: readonly Row[]): Promise<Position | null> {
  const meta = context.meta({ channel: 'import' })
  const taken = await inBatches(rows, (row) =>
    context.execute(Tickets, row.ticketId, { command: takingOf(body, row), meta }),
  )
  return taken.reduce<Position | null>(
    (newest, { position }) => (position !== null && (newest === null || newest < position) ? position : newest),
    null,
  )
}
