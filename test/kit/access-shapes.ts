/** What the access matrix needs of the shapes of the modes, of blocks and of the cash book. */
import { blocksApi } from '@changxin/shared/management'
import type { AccessCase, Place } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

export interface ShapesWorld {
  /** Below the community of the first compound. */
  readonly blockId: string
}

const regionOf = (here: Place) => here.scopes.find(({ kind }) => kind === 'community')?.id ?? ''
const operatorOf = (here: Place) => here.scopes.find(({ kind }) => kind === 'operator')?.id ?? ''

export async function makeShapes({ admin }: TestServer, here: Place): Promise<ShapesWorld> {
  const block = { name: '甲片区', parentId: regionOf(here), formedOn: '2024-01-01' }
  return { blockId: (await expectOk(admin.tell(blocksApi.form, {}, block))).body.id }
}

export function shapesCases({
  here,
  blockId,
  subjectPersonId: personId,
}: ShapesWorld & { readonly here: Place; readonly subjectPersonId: string }): Readonly<Record<string, AccessCase>> {
  const day = '2024-03-01'
  const operatorId = operatorOf(here)
  const compound = (body: unknown = {}, more = {}): AccessCase => ({
    about: 'compound',
    params: { id: here.compoundId, ...more },
    body,
  })
  const contract = { from: day, to: '2099-12-31', services: ['cleaning'], grade: null, feeFenPerSquareMetre: 80 }
  const notice = { ownersNoticeDays: null, managerNoticeDays: null, depositFen: null }
  const group = { members: [{ personId, function: 'head', from: day, until: null }], ownWork: [] }
  const professionals = { lift: { kind: 'not-present' }, fire: { kind: 'missing' } }
  const list = { services: [{ service: 'cleaning', what: '清扫', interval: null }], staff: [] }
  const membership = { compoundId: here.compoundId }
  const ofBlock = (body: unknown): AccessCase => ({ about: 'compound', params: { id: blockId }, body })
  return {
    'management.terms': compound(),
    'management.record-contract': compound({
      operatorId,
      since: day,
      ...contract,
      ...notice,
      subContracts: [],
      standards: [],
      scans: [],
    }),
    'management.record-group': compound({ operatorId, since: day, ...group, ...professionals }),
    'management.labour': compound(),
    'management.record-labour': compound({ personId, workedOn: day, minutes: 60, service: 'cleaning' }),
    'management.strike-labour': compound({ reason: '记错' }, { labourId: 'l1' }),
    'management.services': { about: 'nothing', params: { id: operatorId } },
    'management.record-services': {
      about: 'nothing',
      params: { id: operatorId },
      body: { since: day, ...list, feeFenPerHousehold: null, subsidy: null },
    },
    'management.cash-book': compound(),
    'management.cash-entries': compound(),
    'management.cash-posting': compound({}, { month: '2024-03' }),
    'management.open-cash-book': compound({ openedOn: day }),
    'management.record-cash': compound({ kind: 'donation', amountFen: 100, paidOn: day }),
    'management.sign-cash': compound({}, { entryId: 'e1' }),
    'management.withdraw-cash': compound({ reason: '写错' }, { entryId: 'e1' }),
    'management.reverse-cash': compound({ note: '记错' }, { entryId: 'e1' }),
    'management.blocks': { about: 'nothing' },
    'management.block': { about: 'nothing', params: { id: blockId } },
    'management.compound-blocks': compound(),
    'management.form-block': { about: 'region', body: { name: '乙片区', parentId: regionOf(here), formedOn: day } },
    'management.join-block': ofBlock({ ...membership, since: day }),
    'management.leave-block': ofBlock({ ...membership, membershipId: 'm1', until: day, reason: '调整' }),
    'management.adopt-block-manager': {
      about: 'region',
      params: { id: blockId },
      body: { mode: 'none', operatorId: null, since: day, ground: { kind: 'other', text: '撤场' } },
    },
    'management.centres': { about: 'nothing' },
  }
}
