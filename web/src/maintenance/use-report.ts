/** Sends a report by the outbox: taken at once, refused in words, or kept on the device until there is signal. */

import { maintenanceApi } from '@changxin/shared/maintenance'
import { ref, shallowRef } from 'vue'
import { type BodyOf, ProblemError, useOutbox, uuidv7 } from '../api/index.ts'
import type { UnsentFile } from '../ui/index.ts'

/** Longer than this nobody looks at a spinner: it goes on by itself. */
const SHOWN_WAITING_MS = 8_000

type Body = BodyOf<typeof maintenanceApi.report>

export interface Report {
  readonly compoundId: string
  readonly body: Omit<Body, 'files' | 'occurredAt'>
  readonly arrived: readonly string[]
  readonly unsent: readonly UnsentFile[]
  readonly occurredAt: string | undefined
  readonly about: string
}

export type ReportOutcome = { readonly done: string } | { readonly kept: string }

export function useReport() {
  const outbox = useOutbox()
  const busy = ref(false)
  const problem = shallowRef<ProblemError | null>(null)
  const noRoom = ref(false)

  async function queue({ compoundId, body, arrived, unsent, occurredAt, about }: Report): Promise<string | undefined> {
    const key = uuidv7()
    const group = `report-${key}`
    const params = { id: compoundId }
    const item = { route: maintenanceApi.report, params, body, group, about, files: unsent, arrived, occurredAt, key }
    return outbox.put(item).catch(() => undefined)
  }

  /** Undefined when it was refused (see `problem`) or the device has no room for it. */
  async function send(report: Report): Promise<ReportOutcome | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    noRoom.value = false
    try {
      const key = await queue(report)
      noRoom.value = key === undefined
      if (key === undefined) return undefined
      await Promise.race([outbox.drain(), new Promise((resolve) => setTimeout(resolve, SHOWN_WAITING_MS))])
      const refused = outbox.items.value.find((item) => item.key === key)?.problem
      if (!refused) {
        const id = outbox.taken.value.find((one) => one.key === key)?.id
        return id === undefined ? { kept: key } : { done: id }
      }
      // The form is still there to be put right: it is sent again as a new one.
      problem.value = new ProblemError(refused)
      void outbox.discard(key)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { send, busy, problem, noRoom }
}
