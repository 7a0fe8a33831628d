/** A report put aside with its photos, while one looks at the request that somebody else had made of it. */
import { keptStore } from '../../api/index.ts'
import { useSession } from '../../session/session.ts'
import type { UnsentFile } from '../../ui/index.ts'
import type { ReportDraft } from '../report-draft.ts'
import { asideDraft, dropAside, putAside, takeBack, unsentAsideKeyOf, unsentKeyOf } from './aside.ts'

export function useAside() {
  const personId = useSession().me?.personId ?? ''
  const files = keptStore<readonly UnsentFile[]>('drafts')
  const aside = unsentAsideKeyOf(personId)

  /** A device without room loses the photos of what is dropped anyway. */
  async function put(draft: ReportDraft, unsent: readonly UnsentFile[]): Promise<void> {
    putAside(localStorage, personId, draft)
    await (unsent.length > 0 ? files.put(aside, unsent) : files.remove(aside)).catch(() => undefined)
  }

  async function has(): Promise<boolean> {
    if (asideDraft(localStorage, personId)) return true
    const unsent = await files.get(aside).catch(() => undefined)
    return (unsent?.length ?? 0) > 0
  }

  /** The form finds everything as it was. */
  async function back(): Promise<void> {
    takeBack(localStorage, personId)
    const unsent = await files.get(aside).catch(() => undefined)
    if (unsent?.length) await files.put(unsentKeyOf(personId), unsent).catch(() => undefined)
    await files.remove(aside).catch(() => undefined)
  }

  async function drop(): Promise<void> {
    dropAside(localStorage, personId)
    await files.remove(aside).catch(() => undefined)
  }

  return { put, has, back, drop }
}
