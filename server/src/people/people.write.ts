/** The steps that several commands of people share: each can be repeated, and none leaves a hash of a secret behind. */
import { type EventMetadata, Rejected } from '@changxin/shared/kernel'
import { peopleErrors } from '@changxin/shared/people'
import { inputHashOf } from '../commands/derive.ts'
import type { Executed } from '../commands/store.ts'
import type { CommandContext } from '../feature.ts'
import { loginKeyOf } from './login-key.ts'
import { Access, Login, Person } from './people.aggregates.ts'

const { reject } = peopleErrors

/**
 * Metadata whose input hash leaves secrets out: a bare SHA-256 of a password, or of a name and phone, in a stream that
 * stays for ever would give them away to whoever tries all of them.
 */
export function metaOf(context: CommandContext, action: string, input: unknown): EventMetadata {
  return { ...context.meta(), inputHash: inputHashOf(action, input) }
}

/** A second step on a stream that this command has written to already needs a key of its own. */
export const step = (meta: EventMetadata, name: string): EventMetadata => ({
  ...meta,
  commandId: `${meta.commandId}.${name}`,
})

export interface NewPerson {
  readonly personId: string
  readonly name: string
  readonly phone: string | null
  readonly login: { readonly loginName: string; readonly hashPassword: () => Promise<string> } | null
}

/** Reserves the login name first, so that a name that is taken leaves no person behind. */
export async function registerPerson(context: CommandContext, action: string, person: NewPerson): Promise<Executed> {
  const { store } = context
  const { personId, name, phone, login } = person
  await refuseOtherInput(context, person)
  const meta = metaOf(context, action, { name, phone, loginName: login?.loginName ?? null })
  if (login) {
    await store.execute(Login, loginKeyOf(login.loginName), {
      meta: metaOf(context, action, { personId }),
      command: { type: 'ReserveLogin', personId },
    })
  }
  const registered = await context.execute(Person, personId, {
    meta,
    command: { type: 'RegisterPerson', personId, name, phone },
  })
  if (!login) return registered
  const { state } = await store.load(Person, personId)
  const passwordHash = state?.passwordHash ?? (await login.hashPassword())
  return store.execute(Person, personId, {
    meta: step(meta, 'password'),
    command: { type: 'SetPassword', loginName: login.loginName, passwordHash },
  })
}

/** The id comes from the key: a person that is there already came from this very command, with the same input or another. */
async function refuseOtherInput({ store }: CommandContext, { personId, name, phone, login }: NewPerson): Promise<void> {
  const { state: access } = await store.load(Access, personId)
  if (access.erased) throw reject('person-erased')
  const { state: known } = await store.load(Person, personId)
  if (!known) return
  const same =
    known.name === name && known.phone === phone && (known.loginName === null || known.loginName === login?.loginName)
  if (!same) throw new Rejected('key-reused')
}

/** The answer may wait a moment, so that what it says is true for the next request too. */
export async function shown(context: CommandContext, executed: Executed): Promise<Executed> {
  if (executed.position !== null) await context.views.waitFor(executed.position)
  return executed
}
