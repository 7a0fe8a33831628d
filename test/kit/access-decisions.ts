/** A vote for the access matrix: one in the first compound, counted, with none of those who ask on its roll. */
import { timerMeta } from '@changxin/server/clock/timer.ts'
import { Decisions } from '@changxin/server/decisions/decision.aggregates.ts'
import { type DecisionCommand, type DecisionFacts, decisionsApi } from '@changxin/shared/decisions'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

const ITEM = {
  itemId: 'i1',
  matter: 'management-covenant',
  title: '修改管理规约',
  text: '楼道不得堆物。',
  effect: null,
  groupId: null,
} as const
const PROPOSAL = {
  title: '修改管理规约',
  reason: '楼道堆物多。',
  form: 'written',
  scope: { kind: 'compound' },
  items: [ITEM],
  calledBy: { kind: 'community' },
} as const
const SHA256 = 'a'.repeat(64)

export interface DecisionsWorld {
  readonly decisionId: string
}

const CALENDAR = { objectionsUntil: '2024-03-10', opensOn: '2024-03-20', closesOn: '2024-03-30', place: null }
/** While ballots were taken. */
const at = '2024-03-25T04:00:00.000Z'

/** Days of the past are in no request: what is allowed over the API is told to the decider itself. */
export async function makeDecisions(
  { admin, server: { store } }: TestServer,
  { compoundId, unitIds }: Place,
): Promise<DecisionsWorld> {
  const proposal = structuredClone(PROPOSAL) as never
  const { id: decisionId } = (await expectOk(admin.tell(decisionsApi.propose, { id: compoundId }, proposal))).body
  const counterIds = ['counter-1', 'counter-2', 'counter-3']
  const mailed = { how: 'mailed', toPersonId: null, check: null, codeHash: null, files: [] } as const
  const fit = { for: 'NameCounters', unknownIds: [], administratorIds: [], managerIds: [] } as const
  const steps: readonly (readonly [DecisionCommand, DecisionFacts?])[] = [
    [{ type: 'Announce', decisionId, today: '2024-03-01', ...CALENDAR }],
    [{ type: 'NameCounters', decisionId, counterIds }, fit],
    ...unitIds.map((voterId) => [{ type: 'Deliver', decisionId, voterId, ...mailed, at }] as const),
    [{ type: 'OpenVoting', decisionId, today: '2024-03-20' }],
    [{ type: 'CloseVoting', decisionId, at: '2024-04-01T00:00:00.000Z' }],
    [
      { type: 'CountVotes', decisionId, countedBy: counterIds, minutes: [], today: '2024-04-01' },
      { for: 'CountVotes', opened: new Map() },
    ],
  ]
  for (const [index, [command, facts]] of steps.entries()) {
    const meta = timerMeta(`access-decisions-${index}`, at)
    await store.execute(Decisions, decisionId, { meta, command, facts: () => facts })
  }
  return { decisionId }
}

export function decisionsCases({ here, decisionId, subjectPersonId }: World): Readonly<Record<string, AccessCase>> {
  const decision = (body: unknown = {}, params = {}): AccessCase => ({
    about: 'compound',
    params: { id: decisionId, ...params },
    body,
  })
  const [unitId] = here.unitIds
  const ballotId = 'b1'
  const day = '2024-03-01'
  const calendar = { objectionsUntil: day, opensOn: day, closesOn: day, place: null }
  return {
    'decisions.list': { about: 'nothing' },
    'decisions.mine': { about: 'nothing' },
    'decisions.decision': decision(),
    'decisions.notice': decision(),
    'decisions.propose': { about: 'compound', params: { id: here.compoundId }, body: PROPOSAL },
    'decisions.electorate': { about: 'compound', params: { id: here.compoundId } },
    'decisions.object': decision({ unitId, text: '面积不对' }),
    'decisions.settle-objection': decision({ objectionId: 'o1', outcome: 'dismissed', reason: '已核对' }),
    'decisions.announce': decision(calendar),
    'decisions.post': decision({ what: 'notice', place: '公告栏', postedOn: day, files: [SHA256] }),
    'decisions.name-counters': decision({ counterIds: ['k1', 'k2', 'k3'] }),
    'decisions.make-key': decision({ publicKey: 'UEs=', shareHashes: [SHA256, SHA256, SHA256] }),
    'decisions.deliver': decision({ voterId: unitId, how: 'mailed', withCode: false }),
    'decisions.undeliverable': decision({ voterId: unitId, reason: '联系不上', postingId: null }),
    'decisions.record-proxy': decision({ voterId: unitId, personId: subjectPersonId, files: [SHA256] }),
    'decisions.open': decision(),
    'decisions.cast': decision({ voterId: unitId, code: '1', password: 'wrong', sealed: 'AAAA' }),
    'decisions.receive-paper': decision({ voterId: unitId }),
    'decisions.close': decision(),
    'decisions.paper': decision(),
    'decisions.enter-paper': decision({ marks: [] }, { ballotId }),
    'decisions.settle-paper': decision({ marks: [], reason: '核对' }, { ballotId }),
    'decisions.release-key': decision({ secretKey: 'U0s=' }),
    'decisions.count': decision({ countedBy: ['k1', 'k2'] }),
    'decisions.publish': decision(),
    'decisions.annul': decision({ ground: 'withdrawn', reason: '改期' }),
    'decisions.roll': decision(),
    'decisions.deliveries': decision(),
    'decisions.result': decision(),
    'decisions.recount': decision(),
    'decisions.receipts': decision(),
  }
}
