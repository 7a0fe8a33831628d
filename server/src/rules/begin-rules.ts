/** What a log begins with: the suggested rules of a stream, so that it always names the one that is in force. */
import { type AnyEvent, type Instant, instantOf, type RuleHead } from '@changxin/shared/kernel'
import { timerMeta } from '../clock/timer.ts'
import type { Aggregate } from '../commands/aggregate.ts'
import type { FeatureDeps } from '../feature.ts'

interface Beginning<Rule, Command, Event extends AnyEvent, State> {
  readonly owner: Aggregate<Command, Event, State, undefined>
  readonly id: string
  /** Names the matter: with the id of each rule it is the key of its command. */
  readonly key: string
  readonly rules: readonly Rule[]
  readonly adopt: (rule: Rule, at: Instant) => Command
}

/** A stream that has begun is left as it is: an older log gets its rules at the next start. */
export async function beginRules<Rule extends Pick<RuleHead, 'ruleId'>, Command, Event extends AnyEvent, State>(
  { store, nowMs }: FeatureDeps,
  { owner, id, key, rules, adopt }: Beginning<Rule, Command, Event, State>,
): Promise<void> {
  const { revision } = await store.load(owner, id)
  if (revision >= 0) return
  const at = instantOf(nowMs())
  for (const rule of rules)
    await store.execute(owner, id, { meta: timerMeta(`${key}-${rule.ruleId}`, at), command: adopt(rule, at) })
}
