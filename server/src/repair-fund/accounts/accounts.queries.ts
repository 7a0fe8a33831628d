/** What happened to the accounts of a fund, what is due for lost buildings, and the sales of a unit. */
import type { Day, Id } from '@changxin/shared/kernel'
import type {
  AccountChangeProposed,
  AccountChangeView,
  AccountsClosed,
  AccountsRearranged,
  BuildingLost,
  HandoverSheet,
  LossDueView,
  ProposedChangeView,
  SaleHandoverRecorded,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { nameOf } from '../../people/index.ts'
import { compoundName, unitLabel } from '../../places/index.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

const NEWEST_FIRST: KeysetOrder = {
  name: 'account-changes',
  keys: [{ sql: 'position', type: 'text' }],
  descending: true,
}

interface ChangeRow {
  readonly change_id: string
  readonly kind: AccountChangeView['kind']
  readonly counts_on: Day
  readonly data: string
  readonly recorded_at: string
  readonly sample: number
}
type DataOf<Definition extends { schema: z.ZodType }> = z.output<Definition['schema']>
type Data = Partial<
  DataOf<typeof SaleHandoverRecorded> &
    Omit<DataOf<typeof AccountsRearranged>, 'kind' | 'on'> &
    DataOf<typeof AccountsClosed> &
    DataOf<typeof BuildingLost>
>

export function listChanges(read: Read, { id, limit, cursor }: { id: Id; limit: number; cursor?: string | undefined }) {
  const { rows, next } = keysetPage<ChangeRow>(read, {
    select: '*',
    from: 'repair_fund_accounts_change',
    where: { sql: 'compound_id = ?', params: [id] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => changeView(read, row)), ...(next === undefined ? {} : { next }) }
}

function changeView(read: Read, row: ChangeRow): AccountChangeView {
  const data = JSON.parse(row.data) as Data
  const labelled = <Share extends { readonly unitId: Id }>({ unitId, ...share }: Share) => ({
    unitId,
    label: unitLabel(read, unitId),
    ...share,
  })
  return {
    id: row.change_id,
    kind: row.kind,
    on: row.counts_on,
    reason: data.reason ?? null,
    because: data.because ?? null,
    units: unitsOf(data).map(({ unitId, amountFen }) => labelled({ unitId, amountFen })),
    to: (data.to ?? []).map(({ unitId, amountFen }) => labelled({ unitId, amountFen })),
    buyerToldOn: data.buyerToldOn ?? null,
    file: data.file ?? null,
    recordedAt: row.recorded_at,
    sample: row.sample === 1,
  }
}

function unitsOf({ unitId, balanceFen, from, units, unitIds }: Data): { unitId: Id; amountFen: number | null }[] {
  if (unitId !== undefined) return [{ unitId, amountFen: balanceFen ?? null }]
  return from ?? units ?? (unitIds ?? []).map((id) => ({ unitId: id, amountFen: null }))
}

export function listLosses(read: Read, compoundId: Id): { items: LossDueView[]; dueFen: number } {
  const items = read
    .all<Omit<LossDueView, 'label'> & { seller: string | null }>(
      `SELECT l.entry_id AS id, l.unit_id AS unitId, s.name AS seller, l.amount_fen AS amountFen, l.lost_on AS lostOn,
         l.paid_on AS paidOn, l.file
       FROM repair_fund_accounts_loss l LEFT JOIN repair_fund_seller s ON s.seller_id = l.seller_id
         LEFT JOIN places_unit u ON u.unit_id = l.unit_id
       WHERE l.compound_id = ? ORDER BY l.position, u.sort_key, l.ordinal`,
      compoundId,
    )
    .map(({ seller, ...due }) => ({
      ...due,
      label: due.unitId === null ? (seller ?? '') : unitLabel(read, due.unitId),
    }))
  return { items, dueFen: items.reduce((sum, { amountFen, paidOn }) => sum + (paidOn === null ? amountFen : 0), 0) }
}

export function listHandovers(read: Read, unitId: Id): { items: HandoverSheet[] } {
  const rows = read.all<ChangeRow & { compound_id: string }>(
    'SELECT * FROM repair_fund_accounts_change WHERE unit_id = ? ORDER BY position DESC',
    unitId,
  )
  return {
    items: rows.map(({ change_id: id, compound_id, counts_on: on, data }) => {
      const { buyerToldOn, balanceFen, owedFen, file } = JSON.parse(data) as DataOf<typeof SaleHandoverRecorded>
      const place = { compoundName: compoundName(read, compound_id), label: unitLabel(read, unitId) }
      return { id, ...place, on, buyerToldOn, balanceFen, owedFen, file }
    }),
  }
}

interface ProposalRow {
  readonly proposal_id: Id
  readonly data: string
  readonly proposed_at: string
  readonly sample: number
}
export function listProposals(read: Read, compoundId: Id): { items: ProposedChangeView[] } {
  const rows = read.all<ProposalRow>(
    'SELECT * FROM repair_fund_accounts_proposal WHERE compound_id = ? AND open = 1 ORDER BY position',
    compoundId,
  )
  return { items: rows.map((row) => proposalView(read, row)) }
}

function proposalView(read: Read, row: ProposalRow): ProposedChangeView {
  const { change, files, by } = JSON.parse(row.data) as DataOf<typeof AccountChangeProposed>
  const labelled = (unitIds: readonly Id[]) => unitIds.map((unitId) => ({ unitId, label: unitLabel(read, unitId) }))
  return {
    id: row.proposal_id,
    kind: change.kind,
    on: change.on,
    reason: change.reason,
    from: change.kind === 'loss' ? [] : labelled(change.fromUnitIds),
    to: change.kind === 'loss' ? [] : labelled(change.toUnitIds),
    buildingName: change.kind === 'loss' ? buildingName(read, change.buildingId) : null,
    files,
    proposedAt: row.proposed_at,
    proposedById: by,
    proposedByName: nameOf(read, by),
    sample: row.sample === 1,
  }
}

function buildingName(read: Read, buildingId: Id): string | null {
  const sql = 'SELECT name FROM places_building WHERE building_id = ?'
  return read.get<{ name: string }>(sql, buildingId)?.name ?? null
}

export function compoundOfChange(read: Read, proposalId: Id): Id | undefined {
  const sql = 'SELECT compound_id FROM repair_fund_accounts_proposal WHERE proposal_id = ?'
  return read.get<{ compound_id: string }>(sql, proposalId)?.compound_id
}
