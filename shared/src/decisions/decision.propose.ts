/** The proposal: what is voted on, by which rule, and who may vote, all frozen on one day. */
import type { Propose, ProposeFacts } from './decision.commands.ts'
import { rejectDecision as reject } from './errors.ts'
import { DecisionProposed, RollFrozen, type VoteEvent } from './events.ts'
import type { Effect, Item, ItemGroup } from './items.ts'
import type { Matter } from './matters.ts'
import { type DecisionScope, MAX_ROLL_UNITS } from './roll.events.ts'

/** Which matter of Civil Code art. 278 ¶1 may bring about what. */
export const matterOfEffect: Readonly<Record<Effect['kind'], Matter>> = {
  'fund-use': 'fund-use',
  'fund-raising': 'fund-raising',
  manager: 'manager',
  seat: 'committee',
  procedure: 'rules-of-procedure',
}

export function propose({ type: _, today, ...proposal }: Propose, facts: ProposeFacts): readonly VoteEvent[] {
  const { rule, procedure, units } = facts
  if (!rule) throw reject('decision-no-rule')
  if (!facts.demandStands) throw reject('decision-demand-unfit', { field: 'calledBy' })
  requireItems(proposal.items, proposal.groups, proposal.scope)
  const unknown = proposal.items.find(({ itemId }) => facts.unknownItemIds.includes(itemId))
  if (unknown) throw reject('decision-effect-unknown', { field: 'items', title: unknown.title })
  if (units.length === 0) throw reject('roll-empty', { field: 'scope' })
  if (units.length > MAX_ROLL_UNITS) throw reject('roll-too-large', { units: units.length, limit: MAX_ROLL_UNITS })
  if (units.every(({ floorArea }) => floorArea === null)) throw reject('roll-no-floor-area')
  return [
    DecisionProposed({
      ...proposal,
      items: [...proposal.items],
      groups: [...proposal.groups],
      rule,
      procedure,
      proposedOn: today,
    }),
    RollFrozen({ decisionId: proposal.decisionId, on: today, units: [...units] }),
  ]
}

export function requireItems(items: readonly Item[], groups: readonly ItemGroup[], scope: DecisionScope): void {
  const ids = [...items.map(({ itemId }) => itemId), ...groups.map(({ groupId }) => groupId)]
  if (new Set(ids).size < ids.length) throw reject('decision-items-alike', { field: 'items' })
  items.forEach((item, index) => {
    requireItem(item, groups, `items.${index}`)
    requireWhole(item, scope, `items.${index}`)
  })
  for (const { groupId, title, seats } of groups) {
    const inGroup = items.filter((item) => item.groupId === groupId).length
    if (inGroup < seats) throw reject('decision-group-empty', { field: 'groups', title, needed: seats, items: inGroup })
  }
}

function requireItem({ title, matter, effect, groupId }: Item, groups: readonly ItemGroup[], field: string): void {
  if (effect && matterOfEffect[effect.kind] !== matter) throw reject('decision-effect-unfit', { field, title })
  if (groupId !== null && !groups.some((group) => group.groupId === groupId)) {
    throw reject('decision-group-unknown', { field, title })
  }
}

/** One building's owners pay for their building; who manages, sits on the committee or makes the rules is for all of them. */
const OF_ALL: ReadonlySet<Effect['kind']> = new Set(['manager', 'seat', 'procedure'])

function requireWhole({ title, effect }: Item, { kind }: DecisionScope, field: string): void {
  if (effect && kind !== 'compound' && OF_ALL.has(effect.kind)) {
    throw reject('decision-effect-needs-compound', { field, title })
  }
}
