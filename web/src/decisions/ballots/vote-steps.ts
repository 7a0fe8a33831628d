/** The paper step by step: one item after the other, the candidates of a group together, and when it may be sealed. */
import type { ItemGroup, ItemView, Mark, Marks } from '@changxin/shared/decisions'

export type Answers = Readonly<Record<string, Mark>>
export interface VoteStep {
  readonly group: ItemGroup | null
  readonly items: readonly ItemView[]
}

/** A group stands where its first item does. */
export function stepsOf(items: readonly ItemView[], groups: readonly ItemGroup[]): VoteStep[] {
  const steps: VoteStep[] = []
  const seen = new Set<string>()
  for (const item of items) {
    const group = groups.find((one) => one.groupId === item.groupId) ?? null
    if (group === null) steps.push({ group, items: [item] })
    else if (!seen.has(group.groupId)) {
      seen.add(group.groupId)
      steps.push({ group, items: items.filter((other) => other.groupId === group.groupId) })
    }
  }
  return steps
}

/** Every item is answered by hand: an abstention is chosen as well, never assumed. */
export const isAnswered = (step: VoteStep, answers: Answers) =>
  step.items.every((item) => answers[item.itemId] !== undefined)

/** In the order of the paper. */
export function marksOf(items: readonly { readonly itemId: string }[], answers: Answers): Marks {
  return items.flatMap(({ itemId }) => {
    const mark = answers[itemId]
    return mark === undefined ? [] : [{ itemId, mark }]
  })
}

/** Whose ballot it is, when a slip was scanned: what stands behind # in `/vote/<id>#<voter>.<code>`, in no server's log. */
export function slipIn(hash: string): { readonly voterId: string; readonly code: string } | null {
  const found = /^#([A-Za-z0-9][A-Za-z0-9_-]{0,63})\.([0-9A-Za-z-]{4,40})$/.exec(hash)
  const [, voterId, code] = found ?? []
  return voterId === undefined || code === undefined ? null : { voterId, code }
}
export const slipLink = (origin: string, decisionId: string, voterId: string, code: string) =>
  `${origin}/vote/${decisionId}#${voterId}.${code}`
