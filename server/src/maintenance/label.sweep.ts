/** Photos of forms that were never sent: their bytes go when the form has long been over. */
import type { FeatureDeps } from '../feature.ts'
import type { Read } from '../views/views.ts'
import { formIdAt } from './label.secrets.ts'

type Parts = Pick<FeatureDeps, 'views' | 'files' | 'nowMs'>

/** After a form is over nothing can be sent with it; so much later no view is behind either. */
const KEPT_MS = 60 * 60_000
const SWEEP_EVERY_MS = 60 * 60_000
/** Older ones were removed by an earlier sweep; the start of the server looks at all. */
const LOOKED_BACK_MS = 24 * 3_600_000

/** Brought by forms alone that were over within the span, and belonging to nothing. */
function unsentPhotos(read: Read, sinceMs: number, untilMs: number): string[] {
  return read
    .all<{ sha256: string }>(
      `SELECT DISTINCT sha256 FROM files_uploader mine WHERE person_id >= ?1 AND person_id < ?2
       AND NOT EXISTS (SELECT 1 FROM files_link link WHERE link.sha256 = mine.sha256)
       AND NOT EXISTS (SELECT 1 FROM files_uploader other WHERE other.sha256 = mine.sha256
         AND NOT (other.person_id >= 'form-' AND other.person_id < ?2))`,
      formIdAt(sinceMs),
      formIdAt(untilMs),
    )
    .map((row) => row.sha256)
}

export async function removeUnsentPhotos({ views, files, nowMs }: Parts, lookedBackMs = nowMs()): Promise<void> {
  const untilMs = nowMs() - KEPT_MS
  const { result } = views.read((read) => unsentPhotos(read, untilMs - lookedBackMs, untilMs))
  for (const sha256 of result) await files.remove(sha256)
}

/** Looks at most once an hour. Called before a photo is kept, so that the same photo of a later form is written anew. */
export function createPhotoSweep(parts: Parts): () => Promise<void> {
  let nextMs = parts.nowMs() + SWEEP_EVERY_MS
  return async () => {
    if (parts.nowMs() < nextMs) return
    nextMs = parts.nowMs() + SWEEP_EVERY_MS
    await removeUnsentPhotos(parts, LOOKED_BACK_MS)
  }
}
