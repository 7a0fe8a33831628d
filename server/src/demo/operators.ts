/** Who manages: a few property companies, a service centre for one to three communities, a group for each self-governed compound. */
import type { Mode, OperatorKind } from '@changxin/shared/management'
import type { z } from 'zod'
import type { CompoundPlan } from './compounds.ts'
import type { Ids } from './ids.ts'
import { COMPANY_NAMES } from './names.ts'
import { randomOf } from './random.ts'
import type { RegionPlan, RegionsPlan } from './regions.ts'

export interface OperatorPlan {
  readonly id: string
  readonly kind: z.infer<typeof OperatorKind>
  readonly name: string
}

export interface OperatorsPlan {
  /** Known so far: a group is made when a compound first needs it. */
  all(): readonly OperatorPlan[]
  of(mode: Mode, compound: CompoundPlan): string | null
}

/** 桂溪街道 has many communities: a centre looks after up to so many. */
const COMMUNITIES_A_CENTRE = 2

export function planOperators({ regions }: RegionsPlan, ids: Ids): OperatorsPlan {
  const operators = new Map<string, OperatorPlan>()
  const put = (kind: OperatorPlan['kind'], name: string): string => {
    const id = ids.of('operator', kind, name)
    operators.set(id, { id, kind, name })
    return id
  }
  const companies = COMPANY_NAMES.map((name) => put('property-company', name))
  const centres = new Map<string, string>()
  for (const [, communities] of Map.groupBy(regions.filter(isCommunity), (region) => region.parentId)) {
    communities.forEach((community, index) => {
      const first = communities[index - (index % COMMUNITIES_A_CENTRE)] ?? community
      centres.set(community.id, put('service-centre', `${first.name}物业服务中心`))
    })
  }
  return {
    all: () => [...operators.values()],
    of(mode, compound) {
      switch (mode) {
        case 'property-company':
          return randomOf(ids.seed, 'company', compound.key).pick(companies)
        case 'service-centre':
          return centres.get(compound.communityId) ?? null
        case 'self-governance':
          return put('self-governance', `${compound.name}自管小组`)
        default:
          return null
      }
    },
  }
}

const isCommunity = (region: RegionPlan) => region.level === 'community'
