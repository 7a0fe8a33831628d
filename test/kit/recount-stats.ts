/**
 * The statistics of requests counted again from the events of the log, in the plainest way: no rows, no folds and no
 * arithmetic of the product, each request from its start and each repeat by a look at all others.
 */
import { type Day, dayOf, type Recorded } from '@changxin/shared/kernel'

// biome-ignore lint/suspicious/noExplicitAny: events are read as they were written, without the product's types.
type Data = any
interface Fact {
  readonly type: string
  readonly data: Data
  readonly atMs: number
  readonly at: string
}

export interface CountedMatter {
  readonly id: string
  readonly compoundId: string
  readonly place: { readonly kind: string; readonly id: string }
  readonly category: string
  readonly mode: string
  readonly day: Day
  readonly facts: readonly Fact[]
  readonly repeatOf: string | undefined
}

const HALF_YEAR_MS = 180 * 24 * 3_600_000
const WITHDRAWALS = ['RequestCancelled', 'RequestRejected', 'RequestMerged']
const REOPENINGS = ['RequestReopened', 'PartlyFixed']

const lastOf = (facts: readonly Fact[], ...types: readonly string[]) =>
  facts.findLast(({ type }) => types.includes(type))
const countOf = (facts: readonly Fact[], type: string) => facts.filter((fact) => fact.type === type).length

const isWithdrawn = ({ facts }: CountedMatter) =>
  WITHDRAWALS.includes(lastOf(facts, ...WITHDRAWALS, ...REOPENINGS)?.type ?? '')
const isCompleted = ({ facts }: CountedMatter) =>
  lastOf(facts, 'WorkCompleted', ...REOPENINGS)?.type === 'WorkCompleted'
const isConfirmed = ({ facts }: CountedMatter) =>
  lastOf(facts, 'CompletionConfirmed', ...REOPENINGS)?.type === 'CompletionConfirmed'
const isOpen = ({ facts }: CountedMatter) =>
  ['RequestReported', ...REOPENINGS].includes(
    lastOf(facts, 'RequestReported', ...REOPENINGS, 'WorkCompleted', 'RequestClosed', ...WITHDRAWALS)?.type ?? '',
  )

function responseOf({ facts }: CountedMatter): Fact | undefined {
  const byWord = facts[0]?.data.target.responseMetBy === 'accepted' ? ['RequestAccepted', 'RequestRejected'] : []
  return facts.find(({ type }) => ['WorkStarted', 'WorkCompleted', ...byWord].includes(type))
}

function isOverdue(matter: CountedMatter): boolean {
  const { facts } = matter
  if (!isOpen(matter)) return false
  const stands = (miss: Fact) =>
    !facts.some(
      ({ type, data }) =>
        type === 'VerdictCorrected' && data.target === miss.data.target && data.dueAt === miss.data.dueAt,
    )
  const misses = facts.filter((fact) => fact.type === 'TargetMissed' && stands(fact))
  const answered = responseOf(matter) ?? lastOf(facts, ...REOPENINGS)
  const dueAt =
    lastOf(facts, ...REOPENINGS, 'WorkResumed')?.data.resolutionDueAt ?? facts[0]?.data.target.resolutionDueAt
  return misses.some(({ data }) => (data.target === 'response' ? !answered : data.dueAt === dueAt))
}

export function mattersOf(events: readonly Recorded[]): CountedMatter[] {
  const facts = events.map((event): Fact & { position: string } => ({
    type: event.type,
    data: event.data as Data,
    at: event.metadata.occurredAt,
    atMs: Date.parse(event.metadata.occurredAt),
    position: event.position,
  }))
  const modes = facts.filter(({ type }) => type === 'ModeAdopted')
  const requests = Map.groupBy(
    facts.filter(({ data }) => data.requestId !== undefined),
    ({ data }) => data.requestId as string,
  )
  const firsts = facts.filter(({ type }) => type === 'RequestReported')
  const confirmations = facts.filter(({ type }) => type === 'CompletionConfirmed')
  const reportOf = new Map(firsts.map((first) => [first.data.requestId as string, first]))
  return firsts.map(({ data, at, atMs }) => {
    const day = dayOf(at)
    const before = confirmations.filter((one) => {
      const other = reportOf.get(one.data.requestId)?.data
      const isSame = other.place.kind === data.place.kind && other.place.id === data.place.id
      const isSoon = one.atMs <= atMs && atMs - one.atMs <= HALF_YEAR_MS
      return other.requestId !== data.requestId && isSame && other.category === data.category && isSoon
    })
    const latestMs = Math.max(...before.map((one) => one.atMs))
    return {
      id: data.requestId,
      compoundId: data.compoundId,
      place: data.place,
      category: data.category,
      day,
      mode:
        modes.findLast((one) => one.data.compoundId === data.compoundId && one.data.since <= day)?.data.mode ??
        'unknown',
      facts: requests.get(data.requestId) ?? [],
      repeatOf: before.findLast((one) => one.atMs === latestMs)?.data.requestId,
    }
  })
}

const figure = (n: number, value: number) => ({ value: n === 0 ? null : value, n })
const share = (part: number, n: number, decimals: number) => Math.round((part / n) * 10 ** decimals) / 10 ** decimals

/** `all`: every request of the log, to see which came back. */
export function countStats(matters: readonly CountedMatter[], all: readonly CountedMatter[]) {
  const n = matters.length
  const minutes = (matter: CountedMatter, fact: Fact | undefined) =>
    fact === undefined ? [] : [Math.max(0, Math.floor((fact.atMs - (matter.facts[0]?.atMs ?? 0)) / 60_000))]
  const response = matters.flatMap((matter) => minutes(matter, responseOf(matter)))
  const resolution = matters
    .filter(isCompleted)
    .flatMap((matter) => minutes(matter, lastOf(matter.facts, 'WorkCompleted')))
  const middle = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    const half = sorted.length / 2
    const both = sorted.length % 2 === 1 ? [sorted[half - 0.5]] : [sorted[half - 1], sorted[half]]
    return figure(values.length, Math.round(both.reduce<number>((sum, one) => sum + (one ?? 0), 0) / both.length))
  }
  const ninth = (values: readonly number[]) =>
    figure(
      values.length,
      Math.min(...values.filter((value) => values.filter((one) => one <= value).length * 10 >= values.length * 9)),
    )
  const cameBack = (id: string) => all.some((one) => one.repeatOf === id && !isWithdrawn(one))
  const confirmed = matters.filter(isConfirmed)
  const atOnce = confirmed.filter(({ id, facts }) => lastOf(facts, ...REOPENINGS) === undefined && !cameBack(id))
  const completedOnce = matters.filter(({ facts }) => countOf(facts, 'WorkCompleted') > 0)
  const ratings = confirmed.flatMap(
    ({ facts }) =>
      facts.findLast(({ type, data }) => type === 'CompletionConfirmed' && data.rating !== null)?.data.rating ?? [],
  ) as number[]
  const of = (list: readonly CountedMatter[], counts: (one: CountedMatter) => boolean) =>
    figure(list.length, list.filter(counts).length)
  return {
    reported: n,
    open: of(matters, isOpen),
    overdue: of(matters, isOverdue),
    completed: of(matters, isCompleted),
    responseMedianMinutes: middle(response),
    responseP90Minutes: ninth(response),
    resolutionMedianMinutes: middle(resolution),
    resolutionP90Minutes: ninth(resolution),
    firstFixRate: figure(confirmed.length, share(atOnce.length, confirmed.length, 4)),
    reopened: of(completedOnce, ({ facts }) => countOf(facts, 'RequestReopened') > 0),
    repeats: of(matters, (one) => one.repeatOf !== undefined && !isWithdrawn(one)),
    rating: figure(
      ratings.length,
      share(
        ratings.reduce((sum, one) => sum + one, 0),
        ratings.length,
        2,
      ),
    ),
  }
}
