/** A proposal while it is written: kept on this device until it was sent, and read as what the server takes. */
import {
  DecisionScope,
  type Effect,
  MAX_GROUPS,
  MAX_ITEMS,
  Matter,
  type ProposalBody,
} from '@changxin/shared/decisions'
import { exactInteger, MAX_FEN } from '@changxin/shared/kernel'
import { z } from 'zod'

const Typed = z.string().max(4_000)
/** What follows from an item, as typed; which of these count is chosen by the matter. */
export const EffectDraft = z.object({
  /** Off: the item is decided and nothing follows by itself (dismissing somebody, a rule on something else). */
  on: z.boolean(),
  purpose: Typed,
  amount: Typed,
  requestId: Typed,
  contractor: Typed,
  per: z.enum(['square-metre', 'unit']),
  dueOn: Typed,
  mode: z.enum(['property-company', 'service-centre', 'self-governance']),
  operatorId: Typed,
  personId: Typed,
  silence: z.enum(['not-counted', 'with-majority']),
})
export type EffectDraft = z.infer<typeof EffectDraft>

export const ItemDraft = z.object({
  key: z.string(),
  matter: Matter.nullable(),
  title: Typed,
  text: Typed,
  effect: EffectDraft,
  /** Key of a group of the same draft; empty for none. */
  groupKey: Typed,
})
export type ItemDraft = z.infer<typeof ItemDraft>

export const ProposalDraft = z.object({
  title: Typed,
  reason: Typed,
  form: z.enum(['written', 'meeting']),
  scope: z.object({
    kind: z.enum(['compound', 'building', 'entrance', 'units']),
    buildingId: Typed,
    entranceId: Typed,
    unitIds: z.array(z.string()),
  }),
  unsoldUnitIds: z.array(z.string()),
  items: z.array(ItemDraft).min(1).max(MAX_ITEMS),
  groups: z.array(z.object({ key: z.string(), title: Typed, seats: Typed })).max(MAX_GROUPS),
  calledBy: z.enum(['committee', 'owners', 'community', 'subdistrict']),
})
export type ProposalDraft = z.infer<typeof ProposalDraft>

/** Matters whose items may do something by themselves once they passed. */
export const EFFECTS = {
  'fund-use': 'fund-use',
  'fund-raising': 'fund-raising',
  manager: 'manager',
  committee: 'seat',
  'rules-of-procedure': 'procedure',
} as const satisfies Partial<Record<Matter, Effect['kind']>>
export const effectKindOf = (matter: Matter | null): Effect['kind'] | null =>
  matter !== null && matter in EFFECTS ? EFFECTS[matter as keyof typeof EFFECTS] : null

export const emptyItem = (key: string): ItemDraft => ({
  key,
  matter: null,
  title: '',
  text: '',
  effect: {
    on: true,
    purpose: '',
    amount: '',
    requestId: '',
    contractor: '',
    per: 'square-metre',
    dueOn: '',
    mode: 'property-company',
    operatorId: '',
    personId: '',
    silence: 'not-counted',
  },
  groupKey: '',
})

export const emptyProposal = (key: string): ProposalDraft => ({
  title: '',
  reason: '',
  form: 'written',
  scope: { kind: 'compound', buildingId: '', entranceId: '', unitIds: [] },
  unsoldUnitIds: [],
  items: [emptyItem(key)],
  groups: [],
  calledBy: 'committee',
})

/** Whatever was kept; an older or broken draft is none. */
export function readProposal(kept: unknown, key: string): ProposalDraft {
  const parsed = ProposalDraft.safeParse(kept)
  return parsed.success ? parsed.data : emptyProposal(key)
}

/** `12,000.50` → 1200050; undefined when it is no exact sum above zero. */
export function fenTyped(typed: string): number | undefined {
  const fen = exactInteger(typed.normalize('NFKC').replace(/[¥,\s]/g, ''), 2)
  return fen !== undefined && fen > 0 && fen <= MAX_FEN ? fen : undefined
}

/** What to type as a title: it stays for ever and is public, so that a candidate's name is chosen below and never typed. */
export const titleHintOf = ({ matter, effect }: Pick<ItemDraft, 'matter' | 'effect'>) =>
  effectKindOf(matter) === 'seat' && effect.on ? 'seatTitleHint' : 'itemTitleHint'

/** Undefined while something is missing; null where nothing follows. */
export function effectOf({ matter, title, effect }: ItemDraft): Effect | null | undefined {
  const kind = effectKindOf(matter)
  if (kind === null || !effect.on) return null
  const purpose = effect.purpose.trim() || title.trim()
  const amountFen = fenTyped(effect.amount)
  switch (kind) {
    case 'fund-use':
      return purpose && amountFen
        ? {
            kind,
            purpose,
            budgetFen: amountFen,
            requestId: effect.requestId || null,
            contractor: effect.contractor.trim() || null,
          }
        : undefined
    case 'fund-raising':
      return purpose && amountFen && effect.dueOn
        ? { kind, purpose, per: effect.per, amountFen, dueOn: effect.dueOn }
        : undefined
    case 'manager':
      return effect.operatorId ? { kind, mode: effect.mode, operatorId: effect.operatorId } : undefined
    case 'seat':
      return effect.personId ? { kind, personId: effect.personId } : undefined
    case 'procedure':
      return { kind, silence: effect.silence }
    default:
      return kind satisfies never
  }
}

/** Undefined while building, entrance or units are not chosen. */
export function scopeOf({ kind, buildingId, entranceId, unitIds }: ProposalDraft['scope']): DecisionScope | undefined {
  const more = { compound: {}, building: { buildingId }, entrance: { buildingId, entranceId }, units: { unitIds } }
  const read = DecisionScope.safeParse({ kind, ...more[kind] })
  return read.success ? read.data : undefined
}

/** Owners who call for it name their demand elsewhere; here it is only said who it is. */
export const calledByOf = (kind: ProposalDraft['calledBy']): ProposalBody['calledBy'] =>
  kind === 'owners' ? { kind, demandId: null } : { kind }

/** What the server takes; undefined while something is missing. */
export function bodyOf(draft: ProposalDraft): ProposalBody | undefined {
  const scope = scopeOf(draft.scope)
  if (!scope || lacksOf(draft).length > 0) return undefined
  const groups = groupsInUse(draft)
  const isGroup = (key: string) => groups.some((group) => group.key === key)
  return {
    title: draft.title.trim(),
    reason: draft.reason.trim(),
    form: draft.form,
    scope,
    calledBy: calledByOf(draft.calledBy),
    unsoldUnitIds: draft.unsoldUnitIds,
    groups: groups.map(({ key, title, seats }) => ({ groupId: key, title: title.trim(), seats: seatsOf(seats) ?? 1 })),
    items: draft.items.flatMap((item) => {
      const effect = effectOf(item)
      if (item.matter === null || effect === undefined) return []
      const { key, matter, title, text, groupKey } = item
      const groupId = isGroup(groupKey) ? groupKey : null
      return [{ itemId: key, matter, title: title.trim(), text: text.trim(), effect, groupId }]
    }),
  }
}

/** Groups that an item belongs to, in their order: those that nobody is in are not sent. */
export const groupsInUse = ({ groups, items }: ProposalDraft) =>
  groups.filter(({ key }) => items.some(({ groupKey }) => groupKey === key))

/** How many come through at most; undefined when it is no whole number from 1 to the number of items. */
export function seatsOf(typed: string): number | undefined {
  const seats = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0
  return seats >= 1 && seats <= MAX_ITEMS ? seats : undefined
}

export type Lack = 'title' | 'reason' | 'scope' | 'matter' | 'itemTitle' | 'itemText' | 'effect' | 'group'

/** What is still missing, the first of each kind with the number of its item; empty when it can be sent. */
export function lacksOf(draft: ProposalDraft): readonly { readonly what: Lack; readonly item: number | null }[] {
  const whole = [
    ...(draft.title.trim() ? [] : (['title'] as const)),
    ...(draft.reason.trim() ? [] : (['reason'] as const)),
    ...(scopeOf(draft.scope) ? [] : (['scope'] as const)),
    ...(groupsInUse(draft).every(({ title, seats }) => title.trim() && seatsOf(seats)) ? [] : (['group'] as const)),
  ].map((what) => ({ what, item: null }))
  return [
    ...whole,
    ...draft.items.flatMap((item, index) => lacksOfItem(item).map((what) => ({ what, item: index + 1 }))),
  ]
}

function lacksOfItem(item: ItemDraft): readonly Lack[] {
  if (item.matter === null) return ['matter']
  return [
    ...(item.title.trim() ? [] : (['itemTitle'] as const)),
    ...(item.text.trim() ? [] : (['itemText'] as const)),
    ...(effectOf(item) === undefined ? (['effect'] as const) : []),
  ]
}
