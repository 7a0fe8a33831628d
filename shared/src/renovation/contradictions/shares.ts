/** Printed percentages: together 100 %, and each what its row makes of the table. Only where a table prints shares. */
import { exactText } from '@changxin/shared/kernel'
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { PLAN_FIELDS } from '../figures.ts'
import { type PlanShare, SHARE_SCALE } from '../plan-row.ts'
import { type ExactSide, exactSideOf, FIELD_EN, FIELD_ZH, findingId, labelOf, type Side, sumSideOf } from './side.ts'

/** 0.05 percentage points in 0.0001 %: plans print one exact decimal and a zero behind it. */
const TOLERANCE = 500
const WHOLE = 1_000_000

interface ShareRow {
  readonly row: PlanRow
  readonly share: PlanShare & { readonly value: number }
}

export function shareFindings(rows: readonly PlanRow[], shares: readonly PlanShare[]): Finding[] {
  const byRow = new Map(shares.map((share) => [share.rowId, share]))
  const parts = rows.filter((row) => row.kind === 'area' || row.kind === 'statement')
  return [...Map.groupBy(parts, (row) => row.table).values()].flatMap((table) => {
    const printed = table.flatMap((row): ShareRow[] => {
      const share = byRow.get(row.rowId)
      return share && share.value !== null ? [{ row, share: { ...share, value: share.value } }] : []
    })
    if (printed.length < 2) return []
    const wholes = new Map(PLAN_FIELDS.map((field) => [field, sumSideOf(table, field, table[0]?.table ?? '')]))
    return [...sumFinding(printed), ...printed.flatMap((one) => rowFinding(one, wholes))]
  })
}

function shareSide({ row, share }: ShareRow): Side {
  return { label: labelOf(row), printed: share.printed, value: null, cell: share.cell, rowId: row.rowId }
}

function sumFinding(printed: readonly ShareRow[]): Finding[] {
  const sum = printed.reduce((total, { share }) => total + share.value, 0)
  if (Math.abs(sum - WHOLE) <= TOLERANCE * printed.length) return []
  const table = printed[0]?.row.table ?? ''
  const text = `${exactText(sum, SHARE_SCALE)}%`
  return [
    {
      id: findingId('shares', 'sum', printed[0]?.row.rowId ?? ''),
      check: 'shares',
      field: null,
      rowId: null,
      sides: printed.map(shareSide),
      zh: `${table}印出的占比相加是 ${text}，不是 100%。`,
      en: `The shares printed in ${table} add up to ${text}, not to 100%.`,
    },
  ]
}

/** A share is of the floor area where the row has one, else of the first figure that it has. */
function fieldOf(row: PlanRow): PlanField | undefined {
  return (['floorArea', 'buildings', 'households', 'compounds'] as const).find((field) => row.figures[field])
}

function rowFinding(one: ShareRow, wholes: ReadonlyMap<PlanField, ExactSide | undefined>): Finding[] {
  const { row, share } = one
  const field = fieldOf(row)
  const figure = field && exactSideOf(row, field)
  const whole = field && wholes.get(field)
  if (!field || !figure || !whole || whole.value === 0) return []
  const real = (figure.value / whole.value) * WHOLE
  if (Math.abs(real - share.value) <= TOLERANCE) return []
  const percent = `${(real / 10 ** SHARE_SCALE).toFixed(2)}%`
  return [
    {
      id: findingId('shares', row.rowId, field),
      check: 'shares',
      field,
      rowId: row.rowId,
      sides: [shareSide(one), figure, whole],
      zh: `${labelOf(row)}的占比印为 ${share.printed}，而${FIELD_ZH[field]} ${figure.printed} 占表中合计 ${whole.printed} 的 ${percent}。`,
      en: `${labelOf(row)}: a share of ${share.printed} is printed, but ${figure.printed} of ${whole.printed} (${FIELD_EN[field]}) is ${percent}.`,
    },
  ]
}
