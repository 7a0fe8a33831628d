/** Given events, when a command, then events: a story about a decider, told without any plumbing. */
import { type AnyEvent, type Decider, fold, Rejected } from '@changxin/shared/kernel'
import { expect } from 'vitest'

export function given<Command, Event extends AnyEvent, State, Facts>(
  decider: Decider<Command, Event, State, Facts>,
  ...events: readonly Event[]
) {
  const state = fold(decider, events)
  return {
    state,
    /** Deciders without facts are called with the command alone. */
    when: (command: Command, ...facts: undefined extends Facts ? [facts?: Facts] : [facts: Facts]) =>
      outcomeOf(() => decider.decide(command, state, facts[0] as Facts)),
  }
}

function outcomeOf<Event extends AnyEvent>(decide: () => readonly Event[]) {
  return {
    /** Exactly these events, in this order. */
    // biome-ignore lint/suspicious/noThenProperty: the word of the trade; awaited by mistake, it fails the comparison.
    then: (...expected: readonly Event[]) => expect(decide()).toEqual(expected),
    /** Already so. */
    nothing: () => expect(decide()).toEqual([]),
    /** Refused with this code and, where given, at least these parameters. */
    rejected: (code: string, params: Rejected['params'] = {}) => {
      const refusal = refusalOf(decide)
      expect(refusal.code).toBe(code)
      expect(refusal.params).toMatchObject(params)
    },
    /** For tables: the types of the events, or the code of the refusal. */
    summary: (): string => {
      try {
        return (
          decide()
            .map(({ type }) => type)
            .join(' ') || 'nothing'
        )
      } catch (error) {
        if (error instanceof Rejected) return error.code
        throw error
      }
    },
  }
}

/** The refusal itself; anything else that is thrown is a bug and goes through. */
export function refusalOf(decide: () => unknown): Rejected {
  try {
    const events = decide()
    throw new Error(`not refused, but answered ${JSON.stringify(events)}`)
  } catch (error) {
    if (error instanceof Rejected) return error
    throw error
  }
}
