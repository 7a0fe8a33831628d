/** Serves facilities: looks at a compound. */
import { facilitiesApi } from '@changxin/shared/facilities'
import { answerOf, type Served, serveCommand, serveQuery } from '../feature.ts'
import { subjectOfCompound } from '../places/index.ts'
import { Looks } from './facilities.aggregates.ts'
import { looksOf } from './facilities.queries.ts'

const looks = serveQuery(facilitiesApi.looks, {
  reads: ['facilities_look'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id, ...page }) => looksOf(read, id, page),
})

const recordLook = serveCommand(facilitiesApi.recordLook, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body }) {
    const lookId = context.newId()
    const executed = await context.execute(Looks, compoundId, {
      command: { type: 'RecordLook', lookId, compoundId, today: context.today, ...body },
    })
    return answerOf(lookId, executed)
  },
})

export const facilitiesServed: readonly Served[] = [looks, recordLook]
