/** Service reports and an award scheme for the access matrix. */
import { reportsApi } from '@changxin/shared/oversight'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

const MONTH = '2024-03'
const FORMULA = {
  title: '以奖代补',
  validFrom: '2099-01',
  source: '办法',
  items: [{ metric: 'rating', weight: 100, zeroPercent: 0, fullPercent: 100 }],
  bands: [{ fromScore: 60, payPercent: 100 }],
  amounts: [{ upToUnits: null, amountFen: 1 }],
} as const

export interface ReportsWorld {
  readonly schemeId: string
}

const regionOf = ({ scopes }: Place) => scopes.find(({ kind }) => kind === 'community')?.id ?? ''

export async function makeReports({ admin }: TestServer, here: Place): Promise<ReportsWorld> {
  const body = { ...structuredClone(FORMULA), regionId: regionOf(here) }
  const { body: adopted } = await expectOk(admin.tell(reportsApi.adoptScheme, {}, body as never))
  return { schemeId: adopted.id }
}

export function reportsCases({ here, schemeId }: World): Readonly<Record<string, AccessCase>> {
  const months = { from: MONTH, until: MONTH }
  const report = (body: unknown = {}): AccessCase => ({
    about: 'compound',
    params: { id: here.compoundId, month: MONTH },
    body,
  })
  return {
    'oversight.service-report': report(),
    'oversight.comment-report': report({ text: '已整改' }),
    'oversight.rate-report': { ...report({ unitId: here.unitIds[0], score: 4 }), about: 'unit' },
    'oversight.award-schemes': { about: 'nothing' },
    'oversight.adopt-award-scheme': { about: 'region', body: { ...FORMULA, regionId: regionOf(here) } },
    'oversight.award-scores': { about: 'nothing', params: { id: schemeId, ...months } },
    'oversight.grant-award': {
      about: 'compound',
      params: { id: schemeId },
      body: { compoundId: here.compoundId, ...months },
    },
  }
}
