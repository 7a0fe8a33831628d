/** Transitions for the access matrix: an open one in the first compound, proposed and no more. */
import { transitionApi } from '@changxin/shared/management'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

const GROUND = { kind: 'contract', text: '合同' } as const

export async function makeTransition({ admin }: TestServer, { compoundId: id }: Place): Promise<void> {
  const proposal = { mode: 'none', operatorId: null } as const
  await expectOk(
    admin.tell(transitionApi.propose, { id }, { reason: 'manager-leaves', text: '合同到期不续', proposal }),
  )
}

export function transitionCases({ here, sha256 }: World): Readonly<Record<string, AccessCase>> {
  const compound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  return {
    'management.transition': compound(),
    'management.transitions': { about: 'nothing' },
    'management.propose': compound({ reason: 'contract-ends', text: '合同到期' }),
    'management.decide': compound({ mode: 'none', operatorId: null, ground: GROUND, decidedOn: '2024-03-01' }),
    'management.notice': compound({ kind: 'non-renewal', givenOn: '2024-03-01' }),
    'management.handover': compound({ items: [{ key: 'keys', state: 'handed-over', count: 2 }] }),
    'management.sign-handover': compound({ side: 'old', signedOn: '2024-03-01', files: [sha256] }),
    'management.skip-step': compound({ step: 'decision', ground: '街道现场会议' }),
    'management.take-over': compound({ on: '2024-03-01' }),
    'management.check': compound({ checkedOn: '2024-03-01', result: 'in-order', text: '正常' }),
    'management.cancel-transition': compound({ reason: '物业同意续约' }),
    'management.transition-rules': { about: 'nothing' },
    'management.adopt-transition-rule': {
      about: 'nothing',
      body: {
        ruleId: 'check-45',
        jurisdiction: 'all',
        validFrom: '2024-01-01',
        basis: 'suggested',
        source: '区里要求',
        name: 'check-after',
        length: 45,
      },
    },
  }
}
