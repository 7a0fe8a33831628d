/** Somebody without an account who wants to be called back: registered as a person, so that the number can be erased. */

import type { Id } from '@changxin/shared/kernel'
import { type Caller, NAMELESS_CALLER } from '@changxin/shared/maintenance'
import { inputHashOf } from '../commands/derive.ts'
import type { CommandContext } from '../feature.ts'
import { registerPerson } from '../people/index.ts'

/** The ids of one command: the request has the first. */
const CALLER_INDEX = 1

export const callerIdOf = (context: CommandContext): Id => context.newId(CALLER_INDEX)

/** Name and phone go into the stream of the person alone, and can be repeated with the same key. */
export async function registerCaller(context: CommandContext, { name, phone }: Caller): Promise<void> {
  const person = { personId: callerIdOf(context), name: name ?? NAMELESS_CALLER, phone, login: null }
  await registerPerson(context, 'maintenance.caller', person)
}

/**
 * The hash of an input without the caller: in a stream that stays for ever, one over a phone number would give it away
 * to whoever tries them all. Another caller under the same key is noticed by the caller's own stream.
 */
export const hashWithoutCaller = (target: string, { caller: _, ...rest }: { readonly caller?: unknown }): string =>
  inputHashOf(target, rest)
