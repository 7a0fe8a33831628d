/** Who acts: staff of every operator and community, residents of some homes, and the people of the demo accounts. */
import type { Day } from '@changxin/shared/kernel'
import type { GrantScope, Role } from '@changxin/shared/people'
import type { Relation, RelationCheck } from '@changxin/shared/places'
import type { CompoundPlan } from './compounds.ts'
import type { DemoLogin } from './demo-accounts.ts'
import type { Ids } from './ids.ts'
import type { ModePlan } from './managements.ts'
import { personName, phoneNumber } from './names.ts'
import type { OperatorPlan } from './operators.ts'
import { type Random, randomOf } from './random.ts'
import type { RegionsPlan } from './regions.ts'

export interface PersonPlan {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly login: DemoLogin | null
  readonly grants: readonly { readonly role: Exclude<Role, 'resident'>; readonly scope: GrantScope }[]
}

/** Who lives where. */
export interface HomePlan {
  readonly personId: string
  readonly compoundId: string
  readonly unitId: string
  readonly relation: Relation
  readonly since: Day
  readonly check: RelationCheck
}

/** Who takes a request on and who does the work, where nobody else is to. */
export interface Desk {
  readonly deskId: string
  readonly workerIds: readonly string[]
}

export interface StaffPlan {
  readonly people: readonly PersonPlan[]
  readonly homes: readonly HomePlan[]
  readonly administratorId: string
  readonly residentsOf: ReadonlyMap<string, readonly HomePlan[]>
  readonly residentHome: HomePlan
  deskOf(compound: CompoundPlan, mode: ModePlan | null): Desk
}

interface Order {
  readonly compounds: readonly CompoundPlan[]
  readonly regions: RegionsPlan
  readonly operators: readonly OperatorPlan[]
  readonly modesOf: (compound: CompoundPlan) => readonly ModePlan[]
  readonly ids: Ids
}

const WORKERS: Readonly<Record<OperatorPlan['kind'], number>> = {
  'service-centre': 2,
  'property-company': 2,
  'self-governance': 0,
}
/** Homes with a registered resident: one in about so many, at least one a compound. */
const UNITS_A_RESIDENT = 70

export function planStaff({ compounds, regions, operators, modesOf, ids }: Order): StaffPlan {
  const people = new Map<string, PersonPlan>()
  const random = randomOf(ids.seed, 'people')
  const put: Put = (matter, grants = [], login = null) => {
    const id = ids.of('person', matter)
    const phone = grants.length > 0 || random.chance(0.8) ? phoneNumber(people.size) : null
    people.set(id, { id, name: personName(random), phone, login, grants })
    return id
  }
  const heroes = heroesOf(compounds, modesOf)
  const administratorId = putOfficials(put, regions, heroes)
  const communities = regions.regions.filter((region) => region.level === 'community')
  const desks = new Map<string, Desk>([
    ...operators.map((operator): [string, Desk] => [operator.id, deskOfOperator(put, operator, heroes)]),
    ...communities.map(({ id }): [string, Desk] => [id, deskOfCommunity(put, id, heroes)]),
  ])
  const { homes, residentHome } = planHomes(compounds, put, random)
  return {
    people: [...people.values()],
    homes,
    administratorId,
    residentHome,
    residentsOf: Map.groupBy(homes, (home) => home.compoundId),
    deskOf(compound, mode) {
      const desk = desks.get(mode?.operatorId ?? compound.communityId) ?? desks.get(compound.communityId)
      if (!desk) throw new RangeError(`nobody looks after ${compound.key}`)
      return desk
    },
  }
}

/** Makes the person and answers the id. */
type Put = (matter: string, grants?: PersonPlan['grants'], login?: DemoLogin | null) => string

function deskOfOperator(put: Put, operator: OperatorPlan, heroes: Heroes): Desk {
  const scope = { kind: 'operator', id: operator.id } as const
  const isCentre = operator.id === heroes.centreId
  const login = isCentre ? 'centre' : operator.id === heroes.companyId ? 'company' : null
  const deskId = put(`manager ${operator.id}`, [{ role: 'manager', scope }, ...alone(operator, scope)], login)
  const workerIds = Array.from({ length: WORKERS[operator.kind] }, (_, index) =>
    put(`worker ${index} ${operator.id}`, [{ role: 'worker', scope }], isCentre && index === 0 ? 'worker' : null),
  )
  return { deskId, workerIds: workerIds.length > 0 ? workerIds : [deskId] }
}

/** Where nobody manages, the community takes calls and sends its grid worker. */
function deskOfCommunity(put: Put, communityId: string, heroes: Heroes): Desk {
  const scope = { kind: 'community', id: communityId } as const
  const login = communityId === heroes.clerkCommunityId ? 'clerk' : null
  const deskId = put(`clerk ${communityId}`, [{ role: 'clerk', scope }], login)
  return { deskId, workerIds: [put(`grid worker ${communityId}`, [{ role: 'worker', scope }])] }
}

/** In a self-management group one person does both. */
function alone({ kind }: OperatorPlan, scope: GrantScope): PersonPlan['grants'] {
  return kind === 'self-governance' ? [{ role: 'worker', scope }] : []
}

type Heroes = ReturnType<typeof heroesOf>

/** Where the demo accounts belong: the first compound of the county and the first of other modes. */
function heroesOf(compounds: readonly CompoundPlan[], modesOf: Order['modesOf']) {
  const [first] = compounds
  if (!first) throw new RangeError('a demo county needs a compound')
  const lastOf = (compound: CompoundPlan) => modesOf(compound).at(-1)
  const withMode = (mode: ModePlan['mode']) => compounds.find((compound) => lastOf(compound)?.mode === mode)
  const company = withMode('property-company')
  return {
    centreId: lastOf(first)?.operatorId ?? null,
    companyId: (company && lastOf(company)?.operatorId) ?? null,
    clerkCommunityId: first.communityId,
    committeeCompoundId: (withMode('self-governance') ?? first).id,
  }
}

/** Answers the administrator's id. */
function putOfficials(put: Put, { regions, districtId }: RegionsPlan, heroes: Heroes): string {
  const district = { kind: 'district', id: districtId } as const
  const subdistrictId = regions.find((region) => region.id === heroes.clerkCommunityId)?.parentId
  put('overseer', [{ role: 'overseer', scope: district }], 'overseer')
  if (subdistrictId)
    put('subdistrict', [{ role: 'overseer', scope: { kind: 'subdistrict', id: subdistrictId } }], 'subdistrict')
  put('auditor', [{ role: 'auditor', scope: district }], 'auditor')
  put('committee', [{ role: 'committee', scope: { kind: 'compound', id: heroes.committeeCompoundId } }], 'committee')
  return put('administrator', [{ role: 'administrator', scope: { kind: 'all', id: 'all' } }], 'admin')
}

function planHomes(
  compounds: readonly CompoundPlan[],
  put: Put,
  random: Random,
): { homes: HomePlan[]; residentHome: HomePlan } {
  const homes: HomePlan[] = []
  compounds.forEach((compound, index) => {
    const homeUnits = compound.units.filter((unit) => unit.kind === 'home')
    const count = Math.min(homeUnits.length, Math.max(2, Math.round(homeUnits.length / UNITS_A_RESIDENT)))
    const from = random.whole(0, Math.max(0, homeUnits.length - 1))
    for (let number = 0; number < count; number++) {
      const unit = homeUnits[(from + number * 7) % homeUnits.length]
      if (!unit || homes.some((home) => home.unitId === unit.unitId)) continue
      const login = index === 0 ? ((['resident', 'tenant'] as const)[number] ?? null) : null
      homes.push(homeOf({ compound, unitId: unit.unitId, put, random, login }))
    }
  })
  const [residentHome] = homes
  if (!residentHome) throw new RangeError('a demo county needs a home')
  return { homes, residentHome }
}

function homeOf(order: {
  compound: CompoundPlan
  unitId: string
  put: Put
  random: Random
  login: DemoLogin | null
}): HomePlan {
  const { compound, unitId, put, random, login } = order
  const personId = put(`resident ${unitId}`, [], login)
  const relation =
    login === 'tenant'
      ? 'tenant'
      : login === 'resident'
        ? 'owner'
        : random.weighted({ owner: 7, occupant: 2, tenant: 1 })
  const isChecked = relation === 'owner' && (login === 'resident' || random.chance(0.5))
  return {
    personId,
    compoundId: compound.id,
    unitId,
    relation,
    since: `${random.whole(1998, 2020)}-0${random.whole(1, 9)}-15`,
    check: isChecked ? { how: 'registry', note: null } : null,
  }
}
