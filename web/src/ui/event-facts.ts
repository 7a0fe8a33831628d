/** The facts of an event in words, for timelines: known names in a fixed order, unknown ones left out. */
import { dayText, instantText, moneyText } from './format.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null>>
type Words = (key: string, values?: Record<string, unknown>) => string
type Say = (value: string, words: Words, language: string) => string

const plain: Say = (value) => value
const term =
  (prefix: string): Say =>
  (value, t) =>
    t(prefix + value)
const counted =
  (key: string): Say =>
  (value, t) =>
    t(key, { n: value })
const money: Say = (value) => moneyText(Number(value))
const day: Say = (value, _, language) => dayText(value, language)

/** Contribution, look and operator kinds share the name `kind`; the event says which words it takes. */
const kinds: Record<string, string> = {
  ContributionsRecorded: 'repair-fund.kind.',
  EntryReversed: 'repair-fund.kind.',
  IncomeReceived: 'repair-fund.kind.',
  PaymentMade: 'repair-fund.kind.',
  LookRecorded: 'facilities.lookKind.',
  OperatorRegistered: 'management.mode.',
}

const says: Readonly<Record<string, Say>> = {
  urgency: (value, t) => t(`maintenance.urgency.${value}`),
  category: (value, t) => t(`maintenance.category.${value}`),
  place: plain,
  mode: (value, t) => t(`management.mode.${value}`),
  operatorName: plain,
  since: (value, t, language) => t('event.facts.since', { day: dayText(value, language) }),
  target: (value, t) => t(`event.facts.target.${value}`),
  resolutionDueAt: (value, t, language) => t('event.facts.due', { at: instantText(value, language) }),
  how: (value, t) => t(`event.facts.how.${value}`),
  rating: counted('event.facts.rating'),
  groundKind: (value, t) => t(`management.groundKind.${value}`),
  acceptedOn: day,
  openedOn: day,
  paidOn: day,
  bookkeeper: (value, t) => t(`repair-fund.bookkeeper.${value}`),
  amountFen: money,
  units: counted('event.facts.units'),
  buildings: counted('event.facts.buildings'),
  parts: counted('event.facts.parts'),
  means: (value, t) => t(`facilities.means.${value}`),
  faulty: (value, t) => (value === '0' ? t('event.facts.allGood') : t('event.facts.faulty', { n: value })),
  floorAreaSource: (value, t) => t(`places.floorAreaSource.${value}`),
  relation: (value, t) => t(`places.relation.${value}`),
  endsOn: (value, t, language) => t('event.facts.endsOn', { day: dayText(value, language) }),
  professional: (value, t) => t(`event.facts.professional.${value}`),
  name: plain,
}

export function factsText(type: string, facts: Facts, words: Words, language: string): string[] {
  const prefix = kinds[type]
  const kind = prefix && typeof facts.kind === 'string' ? [term(prefix)(facts.kind, words, language)] : []
  const others = Object.entries(says).flatMap(([name, say]) => {
    const value = facts[name]
    return value === undefined || value === null || value === '' ? [] : [say(String(value), words, language)]
  })
  return [...kind, ...others]
}

const tones: Readonly<Record<string, 'good' | 'info' | 'warn' | 'bad'>> = {
  RequestReported: 'warn',
  RequestReopened: 'bad',
  TargetMissed: 'bad',
  WorkCompleted: 'good',
  CompletionConfirmed: 'good',
  ModeAdopted: 'info',
  ContributionsRecorded: 'info',
  FundOpened: 'info',
  RenovationAccepted: 'good',
  LookRecorded: 'info',
  EntryReversed: 'warn',
  BookingReversed: 'warn',
  IncomeReceived: 'info',
  PoolDistributed: 'info',
  PaymentMade: 'info',
}

/** What people say on the phone: the number stands last, after what it is about. */
export const numberOf = (facts: Facts): string => (typeof facts.number === 'string' ? facts.number : '')

export const toneOf = (type: string) => tones[type] ?? 'mute'
