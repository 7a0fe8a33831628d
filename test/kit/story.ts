/** Given/when/then of one decider, where every refusal must also be sayable in both languages. */
import type { AnyEvent, Decider, ErrorEntry, ErrorParams } from '@changxin/shared/kernel'
import { given, refusalOf } from './decider-spec.ts'
import { expectSayable } from './sentences.ts'

/** `const given = storyOf(decider, entries)`, then `given(...events).when(command, facts).rejected('code')`. */
export function storyOf<Command, Event extends AnyEvent, State, Facts>(
  decider: Decider<Command, Event, State, Facts>,
  entries: Readonly<Record<string, ErrorEntry>>,
) {
  return (...events: readonly Event[]) => {
    const { state, when } = given(decider, ...events)
    return {
      state,
      when: (command: Command, facts?: Facts) => {
        const outcome = (when as (command: Command, facts?: Facts) => ReturnType<typeof when>)(command, facts)
        const rejected = (code: string, params: ErrorParams = {}) => {
          outcome.rejected(code, params)
          expectSayable(
            entries,
            refusalOf(() => decider.decide(command, state, facts as Facts)),
          )
        }
        return { ...outcome, rejected }
      },
    }
  }
}
