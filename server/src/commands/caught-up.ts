/** Read your own writes for facts that are looked up in the views: what was acknowledged a moment ago is waited for. */
import type { CommandContext } from '../feature.ts'

/** Resolves when the views show the newest position this process was told of, or after their time limit. */
export async function caughtUp({ store, views }: Pick<CommandContext, 'store' | 'views'>): Promise<void> {
  const newest = store.newest()
  if (newest !== null) await views.waitFor(newest)
}
