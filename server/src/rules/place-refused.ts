/** Where no rule can be adopted. */
import { caughtUp } from '../commands/caught-up.ts'
import type { CommandContext } from '../feature.ts'
import { isBlock, isJurisdiction } from '../places/index.ts'

/** A block changes, and cuts across regions: it is nearer to no compound than its community. */
export async function placeRefused(
  context: Pick<CommandContext, 'store' | 'views'>,
  jurisdiction: string,
): Promise<'unknown' | 'block' | undefined> {
  // A place that was registered a moment ago is one.
  await caughtUp(context)
  return context.views.peek((read) => {
    if (!isJurisdiction(read, jurisdiction)) return 'unknown'
    return isBlock(read, jurisdiction) ? 'block' : undefined
  })
}
