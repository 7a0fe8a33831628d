/** The draft that was put aside because somebody had reported it already: kept until one leaves, so that it can be taken back. */
import { loadDraft, type ReportDraft, saveDraft } from '../report-draft.ts'

/** A place in the same store that no person has as an id. */
const asideOf = (personId: string) => `${personId}.aside`

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Words = Pick<ReportDraft, 'text' | 'files'>

const isEmpty = ({ text, files }: Words) => text.trim() === '' && files.length === 0

/** Where the files that have not been sent yet wait, in the kept drafts. */
export const unsentKeyOf = (personId: string) => `report.${personId}`
export const unsentAsideKeyOf = (personId: string) => unsentKeyOf(asideOf(personId))

/** The place and the kind alone are nothing that anybody would miss. */
export function putAside(store: Store, personId: string, draft: ReportDraft): void {
  saveDraft(store, asideOf(personId), draft)
}

/** Undefined: there is none. */
export function asideDraft(store: Store, personId: string): ReportDraft | undefined {
  const draft = loadDraft(store, asideOf(personId))
  return isEmpty(draft) ? undefined : draft
}

/** The draft of the form again, as it was. */
export function takeBack(store: Store, personId: string): void {
  const draft = asideDraft(store, personId)
  if (draft) saveDraft(store, personId, draft)
  dropAside(store, personId)
}

export function dropAside(store: Store, personId: string): void {
  // An empty draft is none.
  saveDraft(store, asideOf(personId), { text: '', category: null, urgency: null, place: null, files: [] })
}
