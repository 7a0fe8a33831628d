/** What a counter reads off a paper ballot; a line left open is a choice as well, so that none is passed over. */
import type { Mark, Marks } from '@changxin/shared/decisions'

export type PaperAnswer = Mark | 'blank'
export interface PaperForm {
  readonly answers: Readonly<Record<string, PaperAnswer>>
  readonly invalid: boolean
  readonly invalidReason: string
}
export interface Entered {
  readonly marks: Marks | null
  readonly invalidReason: string | null
}
export const emptyForm: PaperForm = { answers: {}, invalid: false, invalidReason: '' }

/** Undefined while something is missing. */
export function enteredOf(form: PaperForm, itemIds: readonly string[]): Entered | undefined {
  const reason = form.invalidReason.trim()
  if (form.invalid) return reason === '' ? undefined : { marks: null, invalidReason: reason }
  if (itemIds.some((itemId) => form.answers[itemId] === undefined)) return undefined
  const marks = itemIds.flatMap((itemId) => {
    const mark = form.answers[itemId]
    return mark === undefined || mark === 'blank' ? [] : [{ itemId, mark }]
  })
  return { marks, invalidReason: null }
}

/** What an entry says of one item; null = the whole ballot is not valid. */
export const answerIn = (entry: Entered, itemId: string): PaperAnswer | null =>
  entry.marks === null ? null : (entry.marks.find((one) => one.itemId === itemId)?.mark ?? 'blank')
