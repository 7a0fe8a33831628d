/** Who may do what in owners' decisions; each part has its own block. */
import { type AccessRows, type AccessRule, seers } from '../rules.ts'

/** Who guides a vote; never who manages the compound: that may be what is voted on. */
const guides: readonly AccessRule[] = ['committee@within', 'clerk@within', 'administrator@within']
/** Everybody whom a vote concerns: neighbours, whoever is on its roll or counts it, and those who see the compound. */
const concerned: readonly AccessRule[] = ['resident@home-compound', ...seers, 'person@self']
const watchers: readonly AccessRule[] = [...guides, 'overseer@within', 'auditor@within']

export const decisionsRows: AccessRows = {
  // By which rules owners vote is no secret; who answers for the place adopts another.
  'decisions.rules': ['signed-in'],
  'decisions.adopt-rule': ['administrator@within', 'overseer@within'],
  // A vote from proposal to result.
  'decisions.list': [
    'resident@any',
    'resident@home-compound',
    ...(['committee@any', 'manager@any', 'clerk@any', 'administrator@any', 'overseer@any', 'auditor@any'] as const),
  ],
  'decisions.mine': ['signed-in'],
  'decisions.decision': concerned,
  'decisions.notice': ['public'],
  'decisions.propose': [...guides, 'overseer@within'],
  // What a proposal would freeze: sums alone.
  'decisions.electorate': [...guides, 'overseer@within'],
  'decisions.object': ['resident@home-compound', ...guides],
  'decisions.settle-objection': guides,
  'decisions.announce': guides,
  'decisions.post': guides,
  'decisions.name-counters': guides,
  'decisions.deliver': guides,
  'decisions.undeliverable': guides,
  'decisions.record-proxy': guides,
  'decisions.open': guides,
  'decisions.receive-paper': guides,
  'decisions.close': guides,
  'decisions.publish': guides,
  'decisions.annul': guides,
  // Whoever is on the roll, or authorised in writing; the decider looks at each head.
  'decisions.cast': ['person@self'],
  'decisions.receipts': ['person@self'],
  // The three counters, as people: no role stands in for them.
  'decisions.make-key': ['person@self'],
  'decisions.paper': ['person@self'],
  'decisions.enter-paper': ['person@self'],
  'decisions.settle-paper': ['person@self'],
  'decisions.release-key': ['person@self'],
  'decisions.count': ['person@self'],
  'decisions.roll': [...watchers, 'person@self'],
  'decisions.deliveries': [...watchers, 'person@self'],
  'decisions.result': concerned,
  'decisions.recount': [...watchers, 'person@self'],
  // Taken outside: whoever might gain by it, the manager, neither records nor checks it. Never both by the same person.
  'decisions.external-decisions': [
    'resident@any',
    'resident@home-compound',
    ...(['committee@any', 'manager@any', 'clerk@any', 'administrator@any', 'overseer@any', 'auditor@any'] as const),
  ],
  'decisions.external-decision': ['resident@home-compound', ...seers],
  'decisions.record-external': [...guides, 'overseer@within'],
  'decisions.check-external': [...guides, 'overseer@within'],
}
