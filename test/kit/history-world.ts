/** The places and people of a random history, and what its actions share. */
import { type Random, randomOf } from '@changxin/server/demo/random.ts'
import { type Day, dayOf, instantOf } from '@changxin/shared/kernel'
import type { RequestStatus } from '@changxin/shared/maintenance'
import { type Mode, managementApi } from '@changxin/shared/management'
import { placesApi, type RegionLevel } from '@changxin/shared/places'
import { type Answer, type Client, expectOk, type TestServer } from './server.ts'

export interface HistoryCompound {
  readonly id: string
  readonly buildingIds: string[]
  readonly unitIds: string[]
  /** Units that money was booked for. */
  readonly paidUnits: Set<string>
}

export interface HistoryRequest {
  readonly id: string
  readonly compoundId: string
  /** Inside nobody's unit. */
  readonly isShared: boolean
  /** As far as the history knows: the timer changes it too. */
  status: RequestStatus
}

export interface HistoryRegions {
  readonly districtIds: readonly string[]
  readonly subdistrictIds: readonly string[]
  readonly communityIds: readonly string[]
  readonly blockIds: readonly string[]
}

export interface HistoryWorld {
  readonly time: TestServer['time']
  readonly random: Random
  readonly regions: HistoryRegions
  readonly operators: readonly { readonly id: string; readonly kind: Mode }[]
  readonly compounds: HistoryCompound[]
  readonly requests: HistoryRequest[]
  /** How often each kind of action was taken, and how often a rule refused it. */
  readonly tally: Map<string, { done: number; refused: number }>
  /** Signed in on the day that runs. */
  admin: Client
  /** May work everywhere. */
  worker: Client
  /** Comes along with the worker now and then. */
  readonly helper: Client
  /** Lives in every compound. */
  neighbour: Client
  /** Approves what others propose to take back. */
  overseer: Client
  /** The day that runs. */
  today(): Day
  /** Counts; a refusal by a rule (409) is an answer, everything else that is not 200 ends the history. */
  count<Result extends Answer>(what: string, answer: Promise<Result>): Promise<Result | undefined>
}

async function makeRegions(admin: Client): Promise<HistoryRegions> {
  const register = async (level: RegionLevel, name: string, parentId: string | null) =>
    (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name, parentId }))).body.id
  const [first, second] = [await register('district', '甲县', null), await register('district', '乙县', null)]
  const subdistrictIds: string[] = []
  for (const [index, parentId] of [first, second, first, second].entries()) {
    subdistrictIds.push(await register('subdistrict', `${index}号街道`, parentId))
  }
  const communityIds: string[] = []
  for (const [index, parentId] of subdistrictIds.slice(0, 3).entries()) {
    communityIds.push(await register('community', `${index}号社区`, parentId))
  }
  const blockIds = [await register('block', '东片', first), await register('block', '西片', subdistrictIds[1] ?? '')]
  return { districtIds: [first, second], subdistrictIds, communityIds, blockIds }
}

const OPERATORS = ['property-company', 'property-company', 'service-centre', 'self-governance'] as const

async function makeOperators(admin: Client): Promise<HistoryWorld['operators']> {
  return Promise.all(
    OPERATORS.map(async (kind, index) => {
      const { body } = await expectOk(admin.tell(managementApi.registerOperator, {}, { kind, name: `主体${index}` }))
      return { kind, id: body.id }
    }),
  )
}

export async function makeWorld(at: TestServer, seed: number): Promise<HistoryWorld> {
  const { admin, time } = at
  const regions = await makeRegions(admin)
  const tally: HistoryWorld['tally'] = new Map()
  const roles = regions.districtIds.map((id) => ['worker', { kind: 'district', id }] as const)
  return {
    time,
    random: randomOf('history', seed),
    regions,
    operators: await makeOperators(admin),
    compounds: [],
    requests: [],
    tally,
    admin,
    worker: await at.person('worker', ...roles),
    helper: await at.person('helper', ...roles),
    neighbour: await at.person('neighbour'),
    overseer: await at.person('overseer', ['overseer', { kind: 'all', id: 'all' }]),
    today: () => dayOf(instantOf(time.nowMs)),
    async count(what, answer) {
      const result = await answer
      const known = tally.get(what) ?? { done: 0, refused: 0 }
      tally.set(what, known)
      if (result.status === 200) known.done++
      else if (result.status === 409) known.refused++
      else throw new Error(`${what}: ${result.status} ${JSON.stringify(result.body)}`)
      return result.status === 200 ? result : undefined
    },
  }
}
