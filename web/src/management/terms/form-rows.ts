/** What the forms of the shapes hold while they are filled in: all text, empty where nothing was entered. */
import { exactInteger, exactText } from '@changxin/shared/kernel'
import type { Measure, Service, ServiceInterval, Standard } from '@changxin/shared/management'

export type MeasureKind = 'within' | ServiceInterval['per']
export interface StandardRow {
  service: Service
  what: string
  kind: MeasureKind | ''
  number: string
}
export interface PersonRow {
  personId: string
  function: string
  from: string
  until: string
}

/** Yuan with at most two decimals; undefined when it is no such amount. */
export const fenOf = (yuan: string): number | undefined => exactInteger(yuan, 2)
export const yuanOf = (fen: number | null | undefined): string => (fen == null ? '' : exactText(fen, 2))
export const wholeOf = (text: string): number | undefined => exactInteger(text, 0)

export function rowOf({ service, what, measure }: Standard): StandardRow {
  return measure.kind === 'within'
    ? { service, what, kind: 'within', number: String(measure.minutes) }
    : { service, what, kind: measure.per, number: String(measure.times) }
}

/** Undefined while something is missing. */
export function measureOf({ kind, number }: StandardRow): Measure | undefined {
  const value = wholeOf(number)
  if (kind === '' || value === undefined || value < 1) return undefined
  return kind === 'within' ? { kind: 'within', minutes: value } : { kind: 'often', times: value, per: kind }
}

/** Undefined while a row is not complete. */
export function standardsOf(rows: readonly StandardRow[]): Standard[] | undefined {
  const made = rows.flatMap((row) => {
    const measure = measureOf(row)
    return measure && row.what.trim() ? [{ service: row.service, what: row.what.trim(), measure }] : []
  })
  return made.length === rows.length ? made : undefined
}
