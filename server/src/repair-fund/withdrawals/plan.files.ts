/** Files that a command brings: each must be the sender's own upload, but those that the plan had before. */
import type { Id } from '@changxin/shared/kernel'
import type { ApplicationNews, WithdrawalPlan } from '@changxin/shared/repair-fund'
import type { CommandContext } from '../../feature.ts'
import { findRow, headOf } from './withdrawals.rows.ts'

export function planFiles({ ground, warrantyOver, split, files }: WithdrawalPlan): string[] {
  const proof = ground.kind === 'emergency' ? (ground.proof?.files ?? []) : []
  return [
    ...files,
    ...proof,
    ...(warrantyOver ? [warrantyOver.file] : []),
    ...(split.by === 'agreement' ? [split.file] : []),
  ]
}

export function newsFiles(news: ApplicationNews): string[] {
  if (news.step === 'stamped') return [news.scan]
  return news.step === 'submitted' || news.file === null ? [] : [news.file]
}

/** Another person may rewrite a plan without bringing its papers again. */
export function newFiles({ views }: CommandContext, withdrawalId: Id, files: readonly string[]): string[] {
  const row = views.peek((read) => findRow(read, withdrawalId))
  const plan = row ? headOf(row).plan : null
  const known = new Set(plan ? planFiles(plan) : [])
  return files.filter((file) => !known.has(file))
}
