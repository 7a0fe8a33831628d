/** The form that shares a pool: by which keys, what it asks of the server, and what is still missing. */
import { exactInteger } from '@changxin/shared/kernel'
import type { ClaimView, FundMoneyView, incomeApi } from '@changxin/shared/repair-fund'
import type { z } from 'zod'

type Body = z.input<(typeof incomeApi.distribute)['body']>
export type SharedPool = Body['from']
export type PoolKey = Body['split']['key']
type BookMoney = FundMoneyView['items'][number]

export interface PoolForm {
  from: SharedPool
  book: BookMoney['book']
  key: PoolKey
  amount: string
  on: string
  period: { from: string; to: string }
  /** Of an agreement: the list as it was pasted. */
  pasted: string
  /** Of an agreement: weights read from that list; empty while a line is unclear or the doors are not there yet. */
  weights: { unitId: string; weight: number }[]
  /** Of claims: yuan as typed, by unit; what is empty is not covered. */
  covers: Record<string, string>
  decisionId: string
  files: string[]
  note: string
}

/** 民法典 art. 283: an agreement goes before the floor area; gains belong to whose balances earned them. */
const KEYS: Record<SharedPool, readonly PoolKey[]> = {
  compound: ['floor-area', 'agreement', 'claims'],
  undistributed: ['daily-balance', 'agreement'],
}
/** Covering claims is offered where there are some. */
export const keysOf = (from: SharedPool, hasClaims: boolean): readonly PoolKey[] =>
  KEYS[from].filter((key) => key !== 'claims' || hasClaims)

const HELD = { compound: 'compoundFen', undistributed: 'undistributedFen' } as const
export const poolFen = (from: SharedPool, book: BookMoney | undefined): number => book?.[HELD[from]] ?? 0

const fenOf = (text: string) => exactInteger(text, 2) ?? 0

export interface OwedByUnit {
  readonly unitId: string
  readonly label: string
  readonly owedFen: number
}
/** A unit may owe for several entries; a cover is for the unit. */
export function owedByUnit(claims: readonly ClaimView[]): readonly OwedByUnit[] {
  const byUnit = Map.groupBy(claims, ({ unitId }) => unitId)
  return [...byUnit].map(([unitId, of]) => ({
    unitId,
    label: of[0]?.label ?? '',
    owedFen: of.reduce((sum, { owedFen }) => sum + owedFen, 0),
  }))
}

/** What each gets by default: all it owes, the oldest first, as far as the pool goes. */
export function defaultCovers(owed: readonly OwedByUnit[], leftFen: number): Record<string, string> {
  let left = leftFen
  const covers = owed.map(({ unitId, owedFen }): [string, string] => {
    const fen = Math.min(left, owedFen)
    left -= fen
    return [unitId, fen > 0 ? (fen / 100).toFixed(2) : '']
  })
  return Object.fromEntries(covers)
}

/** After another look at the claims: what was typed stays, what is new gets its default, what is paid falls out. */
export function coversOf(typed: PoolForm['covers'], owed: readonly OwedByUnit[], leftFen: number): PoolForm['covers'] {
  const kept = owed.map(({ unitId }) => fenOf(typed[unitId] ?? ''))
  const stillLeft = Math.max(0, leftFen - kept.reduce((sum, fen) => sum + fen, 0))
  const added = owed.filter(({ unitId }) => typed[unitId] === undefined)
  const defaults = defaultCovers(added, stillLeft)
  return Object.fromEntries(owed.map(({ unitId }) => [unitId, typed[unitId] ?? defaults[unitId] ?? '']))
}

const coverRows = ({ covers }: PoolForm) =>
  Object.entries(covers).flatMap(([unitId, text]) => (fenOf(text) > 0 ? [{ unitId, amountFen: fenOf(text) }] : []))

/** What leaves the pool if all of it can be shared. */
export const wholeFen = (form: PoolForm): number =>
  form.key === 'claims' ? coverRows(form).reduce((sum, { amountFen }) => sum + amountFen, 0) : fenOf(form.amount)

export function splitOf(form: PoolForm): Body['split'] {
  const amountFen = fenOf(form.amount)
  switch (form.key) {
    case 'agreement':
      return { key: form.key, amountFen, rows: form.weights }
    case 'daily-balance':
      return { key: form.key, amountFen, period: form.period }
    case 'claims':
      return { key: form.key, rows: coverRows(form) }
    default:
      return { key: form.key, amountFen }
  }
}

/** What belongs to all is decided by all; a paper is enough for the yield of the accounts; anything else carries neither. */
export function restsOn({ key, from }: PoolForm): 'decision' | 'agreement' | null {
  if (key !== 'claims' && key !== 'agreement') return null
  return key === 'claims' || from === 'compound' ? 'decision' : 'agreement'
}

export function isComplete(form: PoolForm): boolean {
  const ground = restsOn(form)
  const isGrounded = form.decisionId !== '' || (ground === 'agreement' && form.files.length > 0)
  return (
    wholeFen(form) > 0 &&
    form.on !== '' &&
    (ground === null || isGrounded) &&
    (form.key !== 'agreement' || form.weights.some(({ weight }) => weight > 0)) &&
    (form.key !== 'daily-balance' || (form.period.from !== '' && form.period.to >= form.period.from))
  )
}

export function bodyOf(form: PoolForm, dryRun: boolean): Body {
  const ground = restsOn(form)
  return {
    ...{ from: form.from, book: form.book, on: form.on, note: form.note.trim() || null },
    decisionId: ground === null ? null : form.decisionId || null,
    files: ground === 'agreement' && form.decisionId === '' ? form.files : [],
    split: splitOf(form),
    dryRun,
  }
}
