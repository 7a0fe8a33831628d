/**
 * Whoever shall call the reporter must see the whole number, which lists and pages mask. Each look is an event: who
 * looked, for which request, at whose number; the number itself stays in the person's own stream.
 */
import { CommandAnswer, commandRoute, type Decider, errors, event, Id } from '@changxin/shared/kernel'
import { z } from 'zod'

export const PhoneRevealed = event('PhoneRevealed', z.object({ requestId: Id, compoundId: Id, personId: Id }))
export const phoneEvents = [PhoneRevealed] as const
type PhoneEvent = ReturnType<typeof PhoneRevealed>

export interface RevealPhone {
  readonly type: 'RevealPhone'
  readonly requestId: Id
  readonly compoundId: Id
  readonly personId: Id
}

/** Nothing is remembered: a second look is another look. */
export const phoneDecider: Decider<RevealPhone, PhoneEvent, null> = {
  initial: null,
  evolve: () => null,
  decide: ({ requestId, compoundId, personId }) => [PhoneRevealed({ requestId, compoundId, personId })],
}

export const phoneErrors = errors({
  'reporter-phone-unknown': {
    status: 404,
    zh: '这张报修单没有登记可以拨打的电话。请到现场问，或在“补充说明”里记下怎么联系。',
    en: 'No number is known for whoever reported this. Ask at the place, or add a note that says how to reach them.',
  },
})

export const phoneApi = {
  reveal: commandRoute({
    action: 'maintenance.phone',
    path: '/api/requests/:id/phone',
    params: { id: Id },
    body: z.strictObject({}),
    answer: CommandAnswer.extend({ phone: z.string() }),
    summary: 'The reporter’s whole phone number, for a call; every look is recorded',
  }),
}
