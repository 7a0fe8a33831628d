/** Serves labels to the desk: issued for many places in one go, listed for printing, withdrawn. */
import { type Id, Rejected } from '@changxin/shared/kernel'
import { type LabelPlace, labelApi, labelErrors } from '@changxin/shared/maintenance'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../feature.ts'
import { Compounds, compoundName, subjectOfCompound } from '../places/index.ts'
import { Labels } from './label.aggregate.ts'
import { labelOfCode, labelsOf } from './label.queries.ts'
import { drawCode } from './label.secrets.ts'
import { findPlace } from './maintenance.routes.ts'

const { reject } = labelErrors

/** Two labels with the same code are not to be expected in the life of a server; three times would be a broken generator. */
const MAX_DRAWS = 3

const list = serveQuery(labelApi.labels, {
  reads: ['maintenance_label_label'],
  sameForScope: true,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => ({ compoundName: compoundName(read, id), items: labelsOf(read, id) }),
})

const keyOf = ({ kind, id }: LabelPlace) => `${kind} ${id}`

function freshCode({ views }: CommandContext): string {
  for (let drawn = 0; drawn < MAX_DRAWS; drawn++) {
    const code = drawCode()
    if (!views.peek((read) => labelOfCode(read, code))) return code
  }
  throw new Rejected('internal')
}

/** All of them or none: a place that is not there is named before anything is written. */
async function requirePlaces({ store }: CommandContext, compoundId: Id, places: readonly LabelPlace[]): Promise<void> {
  const { state } = await store.load(Compounds, compoundId)
  const missing = places.findIndex((place) => !findPlace(state, place).exists)
  if (missing >= 0) throw reject('label-place-unknown', { field: `places[${missing}].id` })
}

const issue = serveCommand(labelApi.issue, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body: { places } }) {
    await requirePlaces(context, compoundId, places)
    const known = new Map(
      context.views.peek((read) => labelsOf(read, compoundId)).map((label) => [keyOf(label.place), label.id]),
    )
    const wanted = [...new Map(places.map((place) => [keyOf(place), place])).values()]
    const issued = await Promise.all(
      wanted.flatMap((place, index) => {
        const labelId = context.newId(index)
        const has = known.get(keyOf(place))
        // A repeated command finds its own labels, and answers as it did.
        if (has !== undefined && has !== labelId) return []
        const command = { type: 'IssueLabel', labelId, compoundId, place, code: freshCode(context) } as const
        return [context.execute(Labels, labelId, { command, facts: () => ({ placeExists: true }) })]
      }),
    )
    const position =
      issued
        .map((one) => one.position)
        .sort()
        .at(-1) ?? context.store.newest()
    return { id: compoundId, revision: issued.at(-1)?.revision ?? 0, position, issued: issued.length }
  },
})

const withdraw = serveCommand(labelApi.withdraw, {
  subject({ params }, read) {
    const label = labelOfCode(read, params.code)
    return label ? { compoundId: label.compoundId } : null
  },
  async handle(context, { params: { code }, body: { reason } }) {
    const labelId = context.views.peek((read) => labelOfCode(read, code)?.labelId)
    if (labelId === undefined) throw reject('label-unknown')
    return answerOf(labelId, await context.execute(Labels, labelId, { command: { type: 'WithdrawLabel', reason } }))
  },
})

export const labelServed: readonly Served[] = [list, issue, withdraw]
