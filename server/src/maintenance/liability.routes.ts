/** Serves who must pay and act for a request: the suggestion, the routes that would be refused, and the decision. */
import { dayOf, type ErrorEntry, sentenceOf } from '@changxin/shared/kernel'
import {
  type DecideLiability,
  decidedFrom,
  grounds,
  isLiabilityOpen,
  type LiabilityFacts,
  type LiabilityGround,
  type LiabilityRoute,
  type LiabilityView,
  liabilityApi,
  liabilityErrors,
  liabilityOf,
  type MissingFact,
  missingWords,
  routeOptions,
} from '@changxin/shared/maintenance'
import { answerOf, type Served, serveCommand, serveQuery } from '../feature.ts'
import { nameOf } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { decidedOf, FACT_TABLES, liabilityFacts, statusOf } from './liability.facts.ts'
import { Requests } from './maintenance.aggregates.ts'
import { subjectOfRequest } from './maintenance.subject.ts'

const liability = serveQuery(liabilityApi.liability, {
  reads: [...FACT_TABLES, 'people_person'],
  subject: ({ id }, read) => subjectOfRequest(read, id),
  run({ read, may }, { id }): LiabilityView | null {
    const facts = liabilityFacts(read, id)
    const subject = subjectOfRequest(read, id)
    if (!facts || !subject) return null
    return {
      requestId: id,
      day: facts.day,
      facts: factsView(facts),
      suggestion: { ...routeView(liabilityOf(facts)), from: decidedFrom(facts) },
      refused: refusedOf(facts),
      decided: decidedView(read, id),
      mayDecide: may(liabilityApi.decide.action, subject) && isLiabilityOpen(statusOf(read, id)),
    }
  },
})

/** Cut to what the answer shows: not the reporter's words, and of a part not where it lies. */
function factsView({ text: _, part, ...facts }: LiabilityFacts): LiabilityView['facts'] {
  if (!part) return { ...facts, part: null }
  const { partId, kind, acceptedOn, warrantyUntil } = part
  return { ...facts, part: { partId, kind, acceptedOn, warrantyUntil } }
}

interface Answer {
  readonly route: LiabilityRoute
  readonly ground: LiabilityGround
  readonly missing: readonly MissingFact[]
}

function routeView({ route, ground, missing }: Answer) {
  const { zh, en } = grounds[ground.code]
  return {
    route,
    // The article as it was kept with the decision.
    ground: { code: ground.code, article: ground.article, zh, en },
    missing: missing.map((code) => {
      const { question, askWhom } = missingWords[code]
      return { code, ...question, askWhom }
    }),
  }
}

function refusedOf(facts: LiabilityFacts): LiabilityView['refused'] {
  return routeOptions(facts).flatMap(({ route, refusal }) => {
    const entry: ErrorEntry | undefined = refusal && liabilityErrors.entries[refusal.code]
    if (!refusal || !entry) return []
    const { code, params } = refusal
    const words = { zh: sentenceOf(entry, 'zh', params), en: sentenceOf(entry, 'en', params) }
    return [{ route, code, article: entry.source ?? null, ...words }]
  })
}

function decidedView(read: Read, requestId: string): LiabilityView['decided'] {
  const decided = decidedOf(read, requestId)
  if (!decided) return null
  const { party, note, estimateFen, decidedFrom: from } = decided.data
  return {
    ...routeView(decided.data),
    party,
    note,
    estimateFen,
    from,
    decidedAt: decided.occurredAt,
    decidedBy: { id: decided.actorId, name: nameOf(read, decided.actorId) },
  }
}

const decide = serveCommand(liabilityApi.decide, {
  subject: ({ params }, read) => subjectOfRequest(read, params.id),
  async handle(context, { params, body }) {
    const { receivedAt } = context
    const command: DecideLiability = {
      type: 'DecideLiability',
      requestId: params.id,
      at: receivedAt,
      receivedAt,
      by: context.actor,
      ...body,
      proposalId: context.newId(),
    }
    // The views know the request: `subject` has found it there.
    const facts = () => {
      const { result } = context.views.read((read) => liabilityFacts(read, params.id, dayOf(receivedAt)))
      return result ? { liability: result } : undefined
    }
    return answerOf(params.id, await context.execute(Requests, params.id, { command, facts }))
  },
})

export const liabilityServed: readonly Served[] = [liability, decide]
