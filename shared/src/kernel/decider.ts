/** The heart: state from events, events from commands. Pure: no clock, no ids, no I/O; commands carry ids and dates. */
import type { AnyEvent } from './event.ts'

export interface Decider<Command, Event extends AnyEvent, State, Facts = undefined> {
  readonly initial: State
  /** Total, no rules: an event happened, whatever we think of it. */
  evolve(state: State, event: Event): State
  /** `[]` = already so. Throws one `Rejected`. `facts` is what it needs from outside its stream; what was used goes into the event. */
  decide(command: Command, state: State, facts: Facts): readonly Event[]
}

export function fold<State, Event extends AnyEvent>(
  decider: Pick<Decider<never, Event, State>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State {
  let state = decider.initial
  for (const event of events) state = decider.evolve(state, event)
  return state
}

/** For the default branch of every switch: a new case that nobody handled does not compile. */
export function unreachable(value: never): never {
  throw new TypeError(`unhandled case ${JSON.stringify(value)}`)
}
