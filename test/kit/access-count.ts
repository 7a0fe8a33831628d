/** What the access matrix needs of voting rules and of decisions that were taken outside: one of each to look at. */
import { defaultVotingRule, externalApi } from '@changxin/shared/decisions'
import type { AccessCase, Place } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

const { quorum, ordinary, special, lengths } = defaultVotingRule
const all = { floorArea: 16_000, heads: 2 }
const nobody = { floorArea: 0, heads: 0 }
const outside = (file: string) =>
  ({
    ...{ title: '换水泵', scope: { kind: 'compound' }, means: 'paper', decidedOn: '2024-03-01', stamp: '社区' },
    items: [{ itemId: 'i1', matter: 'other', title: '换水泵', text: '更换水泵', effect: null, groupId: null }],
    counts: [
      { itemId: 'i1', electorate: all, participating: all, yes: all, no: nobody, abstained: nobody, stated: true },
    ],
    files: [file],
  }) as const

export interface CountWorld {
  readonly externalId: string
}

export async function makeCount(at: TestServer, { compoundId }: Pick<Place, 'compoundId'>): Promise<CountWorld> {
  const { admin } = at
  // Not the picture of the request: whoever sees this decision sees its paper.
  const file = await uploaded(at, admin)
  const recorded = await expectOk(
    admin.tell(externalApi.record, { id: compoundId }, structuredClone(outside(file)) as never),
  )
  return { externalId: recorded.body.id }
}

export function countCases({
  here,
  externalId,
  sha256,
}: CountWorld & { readonly here: Place; readonly sha256: string }): Readonly<Record<string, AccessCase>> {
  const rule = { validFrom: '2026-03-01', basis: 'decision', source: '办法', quorum, ordinary, special, lengths }
  const external = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: externalId }, body })
  return {
    'decisions.rules': { about: 'nothing' },
    'decisions.adopt-rule': { about: 'compound', body: { ...rule, jurisdiction: here.compoundId } },
    'decisions.external-decisions': { about: 'nothing' },
    'decisions.external-decision': external(),
    'decisions.record-external': { about: 'compound', params: { id: here.compoundId }, body: outside(sha256) },
    'decisions.check-external': external({ outcome: 'agreed' }),
  }
}
