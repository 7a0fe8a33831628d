/** A rota for the access matrix: of the first compound, with two workers whom nobody else in the matrix is. */
import { rotaApi } from '@changxin/shared/management'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

export interface RotaWorld {
  readonly rotaId: string
  readonly turnId: string
  readonly rotaPersonId: string
}

const PATTERN = {
  kind: 'rotating' as const,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  shifts: [{ from: '08:00', until: '20:00' }],
}
const opening = (compoundId: string, personIds: string[], since: string) => ({
  owner: { kind: 'compound' as const, id: compoundId },
  purpose: 'duty' as const,
  staff: 'paid' as const,
  title: '值班',
  pattern: PATTERN,
  personIds,
  since,
})

export async function makeRota(at: TestServer, { compoundId }: Place): Promise<RotaWorld> {
  const scope = { kind: 'compound', id: compoundId } as const
  const one = await at.person('on-duty', ['worker', scope])
  const other = await at.person('on-duty', ['worker', scope])
  const tomorrow = new Date(at.time.nowMs + 32 * 3_600_000).toISOString().slice(0, 10)
  const body = opening(compoundId, [one.personId, other.personId], tomorrow)
  const rotaId = (await expectOk(at.admin.tell(rotaApi.open, {}, body))).body.id
  const { turns } = (await expectOk(at.admin.ask(rotaApi.rota, { id: rotaId }))).body
  return { rotaId, turnId: turns[0]?.id ?? '', rotaPersonId: turns[0]?.personId ?? '' }
}

export function rotaCases({
  here,
  rotaId,
  turnId,
  rotaPersonId: personId,
}: World): Readonly<Record<string, AccessCase>> {
  const owner = { kind: 'compound', id: here.compoundId }
  const nothing = (body: unknown = {}): AccessCase => ({ about: 'nothing', body })
  const compound = (): AccessCase => ({ about: 'compound', params: { id: here.compoundId } })
  const rota = (body: unknown = {}, params = {}): AccessCase => ({
    about: 'compound',
    params: { id: rotaId, ...params },
    body,
  })
  const turn = (body: unknown = {}, params = {}) => rota(body, { turnId, ...params })
  return {
    'management.rotas': compound(),
    'management.on-duty': compound(),
    'management.rota': rota(),
    'management.my-turns': nothing(),
    'management.missed-turns': nothing(),
    'management.rota-people': { about: 'compound', params: owner },
    'management.open-rota': { about: 'compound', body: opening(here.compoundId, [personId], '2099-01-01') },
    'management.join-rota': rota({ personId }),
    'management.leave-rota': rota({}, { personId }),
    'management.change-rota': rota({ pattern: { ...PATTERN, weekdays: [1] } }),
    'management.close-rota': rota(),
    'management.share-missed': rota({ shares: true, decidedOn: '2024-03-01', ground: '小组会议' }),
    'management.publish-desk-phone': rota({ phone: '02374512345' }),
    'management.start-turn': turn(),
    'management.keep-turn': turn(),
    'management.ask-swap': turn(),
    'management.agree-swap': turn({}, { swapId: 's1' }),
    'management.decline-swap': turn({}, { swapId: 's1' }),
    'management.give-turn-link': turn(),
    'management.linked-turn': nothing(),
    'management.keep-linked-turn': nothing(),
    'management.ask-linked-swap': nothing(),
  }
}
