/** What the access matrix needs of the proof of an account: a signed checkpoint, so that there is something to prove by. */
import { join } from 'node:path'
import { openCheckpointKeys, signCheckpoint } from '@changxin/server/log/index.ts'
import { addDays, dayOf, instantOf } from '@changxin/shared/kernel'
import type { AccessCase, Place } from './access-world.ts'
import type { TestServer } from './server.ts'

export async function makeFundProof({ server, dataDir, time }: TestServer): Promise<void> {
  const occurredAt = instantOf(time.nowMs)
  const keys = openCheckpointKeys(join(dataDir, 'keys'))
  await signCheckpoint({ log: server.log, keys, day: addDays(dayOf(occurredAt), -1), occurredAt })
  await server.views.waitFor((await server.log.head()) ?? '')
}

export function fundProofCases({ here }: { readonly here: Place }): Readonly<Record<string, AccessCase>> {
  return { 'repair-fund.proof': { about: 'unit', params: { id: here.unitIds[0] } } }
}
