/** The last answers of some queries, kept on the device, so that pages opened once can be read without signal. */
import type { QueryRoute } from '@changxin/shared/kernel'
import type { KeptStore } from '../api/kept-store.ts'

/** Beyond this the oldest go. */
export const MAX_KEPT_ANSWERS = 100

export interface KeptAnswer {
  readonly key: string
  readonly output: unknown
  /** When it was last known to be current. */
  readonly atMs: number
}

export interface KeptAnswers {
  load(key: string): Promise<KeptAnswer | undefined>
  save(route: QueryRoute, answer: KeptAnswer): void
  clear(): void
}

export function createKeptAnswers(
  store: KeptStore<KeptAnswer>,
  wants: (route: QueryRoute, output: unknown) => boolean,
): KeptAnswers {
  async function keep(answer: KeptAnswer) {
    await store.put(answer.key, answer)
    const all = await store.all()
    const old = all.sort((a, b) => b.atMs - a.atMs).slice(MAX_KEPT_ANSWERS)
    for (const { key } of old) await store.remove(key)
  }
  // A device that is full keeps no answers; the page works as long as there is signal.
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)
  return {
    load: (key) => store.get(key).catch(() => undefined),
    save(route, answer) {
      if (wants(route, answer.output)) quietly(keep(answer))
    },
    clear: () => quietly(store.clear()),
  }
}
