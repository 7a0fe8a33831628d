/** What the form of a rota holds, and the pattern that comes of it. */
import type { RotaPattern } from '@changxin/shared/management'

export interface ShiftRow {
  from: string
  until: string
}
/** For a weekly pattern: who on which weekday, empty for nobody. */
export interface PatternForm {
  kind: RotaPattern['kind']
  weekdays: number[]
  shifts: ShiftRow[]
  /** By weekday from 1: the person of each shift. */
  byWeekday: Record<number, string[]>
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const NINE: ShiftRow = { from: '08:00', until: '20:00' }

export const emptyPattern = (): PatternForm => ({
  kind: 'rotating',
  weekdays: [...WEEKDAYS],
  shifts: [{ ...NINE }],
  byWeekday: {},
})

/** Null while something is missing. */
export function patternOf({ kind, weekdays, shifts, byWeekday }: PatternForm): RotaPattern | null {
  if (shifts.length === 0 || shifts.some(({ from, until }) => !from || !until)) return null
  if (kind === 'rotating')
    return weekdays.length === 0
      ? null
      : { kind, weekdays: weekdays.toSorted((a, b) => a - b), shifts: shifts.map((shift) => ({ ...shift })) }
  const slots = WEEKDAYS.flatMap((weekday) =>
    shifts.flatMap((shift, index) => {
      const personId = byWeekday[weekday]?.[index]
      return personId ? [{ weekday, ...shift, personId }] : []
    }),
  )
  return slots.length === 0 ? null : { kind, slots }
}

/** The form of a pattern that is in force. */
export function formOf(pattern: RotaPattern): PatternForm {
  if (pattern.kind === 'rotating')
    return {
      ...emptyPattern(),
      weekdays: [...pattern.weekdays],
      shifts: pattern.shifts.map((shift) => ({ ...shift })),
    }
  const times = [...new Map(pattern.slots.map(({ from, until }) => [`${from} ${until}`, { from, until }])).values()]
  const shifts: ShiftRow[] = []
  const byWeekday: Record<number, string[]> = {}
  for (const { from, until } of times) {
    // Two people at one time stand as two shifts of the same times.
    const ofTime = pattern.slots.filter((slot) => slot.from === from && slot.until === until)
    const lanes = Math.max(...WEEKDAYS.map((weekday) => ofTime.filter((slot) => slot.weekday === weekday).length))
    for (let lane = 0; lane < lanes; lane++) {
      for (const weekday of WEEKDAYS) {
        const names = byWeekday[weekday] ?? []
        names[shifts.length] = ofTime.filter((slot) => slot.weekday === weekday)[lane]?.personId ?? ''
        byWeekday[weekday] = names
      }
      shifts.push({ from, until })
    }
  }
  return { kind: 'weekly', weekdays: [...WEEKDAYS], shifts, byWeekday }
}
