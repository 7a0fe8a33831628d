/** A rule of targets as it is typed and kept as a draft, and the command that follows from it. */
import { type Day, exactInteger, RuleBasis } from '@changxin/shared/kernel'
import {
  Category,
  DeskHours as Desk,
  type DeskHours,
  defaultTargets,
  MAX_TARGETS,
  ResponseMetBy,
  type TargetMinutes,
  type targetsApi,
  Urgency,
  type WorkingHours,
} from '@changxin/shared/maintenance'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import type { BodyOf } from '../../api/index.ts'
import { headOf } from '../../rules/rule-head.ts'
import { clockText, dayMinutesOf, inReadingOrder, lengthOf } from './target-words.ts'

export const EVERYWHERE = 'all'
export const ROUND_THE_CLOCK = -1
/** That one adds by hand; a rule that is copied may have more. */
export const MAX_DESKS = 3

const Typed = z.string().max(20)
const LengthTyped = z.object({ count: Typed, unit: z.enum(['minute', 'hour', 'day']) })
export type LengthTyped = z.infer<typeof LengthTyped>
const TargetTyped = z.object({
  urgency: Urgency,
  /** Empty: for every category. */
  category: z.union([Category, z.literal('')]),
  response: LengthTyped,
  responseMetBy: ResponseMetBy,
  resolution: LengthTyped,
  /** Index of the desk in whose hours it is counted. */
  desk: z.int().min(ROUND_THE_CLOCK).max(MAX_TARGETS),
})
export type TargetTyped = z.infer<typeof TargetTyped>
const DeskTyped = z.object({ opens: Typed, closes: Typed, weekdays: Desk.shape.weekdays, holidays: z.boolean() })
export type DeskTyped = z.infer<typeof DeskTyped>
export const TargetForm = z.object({
  scope: z.enum(['all', 'region', 'compound']),
  jurisdiction: z.string().max(80),
  validFrom: z.string().max(10),
  basis: RuleBasis.exclude(['suggested']),
  source: z.string().max(500),
  /** Empty: every mode without a rule of its own. */
  mode: z.union([Mode, z.literal('')]),
  desks: z.array(DeskTyped).max(MAX_TARGETS),
  targets: z.array(TargetTyped).max(MAX_TARGETS),
})
export type TargetForm = z.infer<typeof TargetForm>
export type AdoptBody = BodyOf<typeof targetsApi.adopt>

const isSame = (one: DeskHours, other: DeskHours) =>
  one.opensMinute === other.opensMinute &&
  one.closesMinute === other.closesMinute &&
  one.weekdays === other.weekdays &&
  one.holidays === other.holidays

/** The rows of a rule as they would be typed: a new rule begins with them. */
export function typedOf(targets: readonly TargetMinutes[]): Pick<TargetForm, 'desks' | 'targets'> {
  const desks = targets
    .flatMap(({ hours }) => (hours === undefined || hours === 'round-the-clock' ? [] : [hours]))
    .filter((desk, index, all) => all.findIndex((other) => isSame(other, desk)) === index)
  const deskOf = (hours: WorkingHours | undefined) =>
    hours === undefined || hours === 'round-the-clock'
      ? ROUND_THE_CLOCK
      : desks.findIndex((desk) => isSame(desk, hours))
  return {
    desks: desks.map(({ opensMinute, closesMinute, weekdays, holidays }) => ({
      opens: clockText(opensMinute),
      closes: clockText(closesMinute),
      weekdays,
      holidays,
    })),
    targets: inReadingOrder(targets).map(({ urgency, category, responseMetBy, hours, ...minutes }) => ({
      urgency,
      category: category ?? '',
      response: lengthTyped(minutes.responseMinutes, hours),
      responseMetBy,
      resolution: lengthTyped(minutes.resolutionMinutes, hours),
      desk: deskOf(hours),
    })),
  }
}

function lengthTyped(minutes: number, hours: WorkingHours | undefined): LengthTyped {
  const { count, unit } = lengthOf(minutes, hours)
  return { count: String(count), unit }
}

/** From the suggestions, which nobody has to take. `today`: a rule holds from the day on which it is written. */
export function emptyForm(today: Day): TargetForm {
  const [general] = defaultTargets
  const rule = { scope: 'compound', jurisdiction: '', basis: 'contract', source: '', mode: '' } as const
  return { ...rule, validFrom: today, ...typedOf(general?.targets ?? []) }
}

/** `8:30` → 510, the end of the day as 24:00; NaN for anything else, which the schema then refuses by its place. */
export function minuteOfDay(text: string): number {
  const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim()) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && total <= 1_440 ? total : Number.NaN
}

const UNIT_MINUTES = { minute: 1, hour: 60 } as const

/** NaN for what is no whole number of minutes. Half an hour may be typed as 0.5. */
export function minutesTyped({ count, unit }: LengthTyped, hours: WorkingHours): number {
  const hundredths = exactInteger(count, 2) ?? Number.NaN
  const minutes = (hundredths * (unit === 'day' ? dayMinutesOf(hours) : UNIT_MINUTES[unit])) / 100
  return Number.isInteger(minutes) ? minutes : Number.NaN
}

export const deskOf = ({ opens, closes, weekdays, holidays }: DeskTyped): DeskHours => ({
  opensMinute: minuteOfDay(opens),
  closesMinute: minuteOfDay(closes),
  weekdays,
  holidays,
})

/** What would be sent; with NaN where something typed is no figure, so that the schema of the route says where. */
export function bodyOf(form: TargetForm): AdoptBody {
  const desks = form.desks.map(deskOf)
  return {
    ...headOf(form),
    mode: form.mode || null,
    targets: form.targets.map(({ urgency, category, response, responseMetBy, resolution, desk }) => {
      const hours = desks[desk] ?? 'round-the-clock'
      return {
        urgency,
        ...(category ? { category } : {}),
        responseMinutes: minutesTyped(response, hours),
        responseMetBy,
        resolutionMinutes: minutesTyped(resolution, hours),
        hours,
      }
    }),
  }
}

/** An older or broken draft is none. */
export const readTargetForm = (kept: unknown): TargetForm | null => TargetForm.safeParse(kept).data ?? null
