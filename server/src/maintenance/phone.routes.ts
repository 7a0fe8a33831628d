/** Serves the reporter's number to who shall call. */
import { phoneApi, phoneDecider, phoneErrors, phoneEvents } from '@changxin/shared/maintenance'
import { aggregate } from '../commands/aggregate.ts'
import { answerOf, type Served, serveCommand } from '../feature.ts'
import { phoneOf } from '../people/index.ts'
import { originOf, subjectOfRequest } from './maintenance.subject.ts'

/** A stream for the looks of each request, so that they neither conflict with its steps nor move its revision. */
const Phones = aggregate('phone', phoneDecider, phoneEvents)

const reveal = serveCommand(phoneApi.reveal, {
  subject: ({ params }, read) => subjectOfRequest(read, params.id),
  async handle(context, { params: { id } }) {
    const { result } = context.views.read((read) => {
      const origin = originOf(read, id)
      const personId = origin?.reporter_id ?? null
      return { compoundId: origin?.compound_id, personId, phone: personId === null ? null : phoneOf(read, personId) }
    })
    const { compoundId, personId, phone } = result
    if (compoundId === undefined || personId === null || phone === null)
      throw phoneErrors.reject('reporter-phone-unknown')
    const command = { type: 'RevealPhone', requestId: id, compoundId, personId } as const
    // Recorded first: nobody sees it without that.
    return { ...answerOf(id, await context.execute(Phones, id, { command })), phone }
  },
})

export const phoneServed: readonly Served[] = [reveal]
