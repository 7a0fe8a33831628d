/** How often and how much may come in without a login: by address, by label and by form. Kept in memory alone. */

import { labelErrors, MAX_FORM_BYTES, MAX_FORM_FILES } from '@changxin/shared/maintenance'
import { LRUCache } from 'lru-cache'

const WINDOW_MS = 10 * 60_000
/** In a window. A whole building may share one address, and a burst pipe brings out the whole entrance. */
const FORMS_OF_ADDRESS = 60
const PHOTOS_OF_ADDRESS = 60
const REPORTS_OF_ADDRESS = 12
const REPORTS_OF_LABEL = 24
/** Addresses, labels and forms remembered; the longest unused are forgotten first. */
const REMEMBERED = 20_000

const { reject } = labelErrors

interface Count {
  times: number
  readonly sinceMs: number
}

export interface LabelLimit {
  /** Each throws 429 `label-slow-down` with the seconds to wait. */
  openForm(address: string): void
  addPhoto(address: string): void
  report(address: string, code: string): void
  /** Sets room aside for a photo of a form; throws `label-photos-full`. Answers what gives it back. */
  takeRoom(formId: string, bytes: number): () => void
}

export function createLabelLimit({ nowMs }: { nowMs: () => number }): LabelLimit {
  const counter = (most: number) => {
    const counts = new LRUCache<string, Count>({ max: REMEMBERED })
    return (key: string) => {
      const now = nowMs()
      const known = counts.get(key)
      // A clock that was set back begins a new window: nobody is shut out by it.
      const count =
        known && now >= known.sinceMs && now - known.sinceMs < WINDOW_MS ? known : { times: 0, sinceMs: now }
      if (count.times >= most) {
        const retryAfterSeconds = Math.max(1, Math.ceil((count.sinceMs + WINDOW_MS - now) / 1_000))
        throw reject('label-slow-down', { retryAfterSeconds })
      }
      count.times++
      counts.set(key, count)
    }
  }
  const forms = counter(FORMS_OF_ADDRESS)
  const photos = counter(PHOTOS_OF_ADDRESS)
  const ofAddress = counter(REPORTS_OF_ADDRESS)
  const ofLabel = counter(REPORTS_OF_LABEL)
  const room = new LRUCache<string, { files: number; bytes: number }>({ max: REMEMBERED })

  return {
    openForm: forms,
    addPhoto: photos,
    report(address, code) {
      ofAddress(address)
      ofLabel(code)
    },
    takeRoom(formId, bytes) {
      const used = room.get(formId) ?? { files: 0, bytes: 0 }
      if (used.files >= MAX_FORM_FILES || used.bytes + bytes > MAX_FORM_BYTES)
        throw reject('label-photos-full', { files: MAX_FORM_FILES, megabytes: MAX_FORM_BYTES / 1024 / 1024 })
      used.files++
      used.bytes += bytes
      room.set(formId, used)
      return () => {
        used.files--
        used.bytes -= bytes
      }
    },
  }
}
