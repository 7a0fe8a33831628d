/** What was filled in stays on this device until it was sent: a phone call, a dead battery or no signal loses nothing. */
import { Sha256 } from '@changxin/shared/kernel'
import { Category, MAX_FILES, RequestPlace, Urgency } from '@changxin/shared/maintenance'
import { z } from 'zod'

export const ChosenPlace = z.object({ compoundId: z.string(), place: RequestPlace, label: z.string() })
export type ChosenPlace = z.infer<typeof ChosenPlace>

export const ReportDraft = z.object({
  text: z.string().max(4_000),
  /** Null until a tap: then what the words suggest holds. */
  category: Category.nullable(),
  urgency: Urgency.nullable(),
  place: ChosenPlace.nullable(),
  files: z.array(Sha256).max(MAX_FILES),
})
export type ReportDraft = z.infer<typeof ReportDraft>

export const emptyDraft = (): ReportDraft => ({ text: '', category: null, urgency: null, place: null, files: [] })

const keyOf = (personId: string) => `changxin.draft.report.${personId}`

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** An older or broken draft is none. A browser without storage has none either. */
export function loadDraft(store: Store, personId: string): ReportDraft {
  try {
    const parsed = ReportDraft.safeParse(JSON.parse(store.getItem(keyOf(personId)) ?? 'null'))
    return parsed.success ? parsed.data : emptyDraft()
  } catch {
    return emptyDraft()
  }
}

export function saveDraft(store: Store, personId: string, draft: ReportDraft): void {
  try {
    if (draft.text.trim() === '' && draft.files.length === 0) store.removeItem(keyOf(personId))
    else store.setItem(keyOf(personId), JSON.stringify(draft))
  } catch {}
}

export function dropDraft(store: Store, personId: string): void {
  try {
    store.removeItem(keyOf(personId))
  } catch {}
}
