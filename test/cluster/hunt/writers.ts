/** The load: commands of several kinds on few streams, so that many meet on each, and blocks that compounds follow. */
import { facilitiesApi } from '@changxin/shared/facilities'
import { type CommandRoute, dayOf, instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { blocksApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { pause } from './http.ts'
import type { Hunt } from './hunt.ts'
import { type Command, createTeller } from './teller.ts'

export const WRITERS = 24
const [SHORTEST_REST_MS, LONGEST_REST_MS] = [20, 400]
const WATCHED_EVERY_MS = 1_500
const BLOCK_EVERY_MS = 2_500
/** Requests that notes are written to: with all of them few would meet. */
const NOTED = 40

const command = <R extends CommandRoute>(
  route: R,
  params: Command<R>['params'],
  body: Command<R>['body'],
): Command<R> => ({ route, params, body })

export const reportOf = (id: string, urgency: 'emergency' | 'ordinary' | 'deferrable', text: string) =>
  command(
    maintenanceApi.report,
    { id },
    { place: { kind: 'compound' as const, id }, category: 'other' as const, urgency, text },
  )

function nextCommand(hunt: Hunt, random: ReturnType<Hunt['random']>, noted: readonly string[]) {
  const compound = random.pick(hunt.county.compounds)
  const params = { id: compound.id }
  switch (random.weighted({ report: 3, note: 4, contribute: 4, look: 1 })) {
    case 'report': {
      const isEmergency = random.chance(0.3)
      return reportOf(compound.id, isEmergency ? 'emergency' : 'deferrable', '灯坏了')
    }
    case 'note':
      return command(maintenanceApi.note, { id: random.pick(noted) }, { text: `看过 ${random.next()}` })
    case 'look':
      return command(facilitiesApi.recordLook, params, {
        ...{ kind: 'patrol', lookedOn: dayOf(instantOf(Date.now())), means: 'on-site' },
        ticks: [{ item: 'roof', result: 'good' }],
      })
    case 'contribute': {
      const rows = Array.from({ length: random.whole(1, 4) }, () => ({
        unitId: random.pick(compound.unitIds),
        amountFen: random.whole(1, 100_000),
      }))
      return command(repairFundApi.contribute, params, { kind: 'top-up', paidOn: '2024-02-01', rows })
    }
  }
}

/** Resolves when the load is over and every command that was begun is acknowledged. */
export async function writeLoad(hunt: Hunt): Promise<void> {
  const noted = [...hunt.county.requestIds]
  const write = async (_: unknown, index: number) => {
    const random = hunt.random(`writer ${index}`)
    const teller = createTeller(hunt, hunt.county.admin, random)
    while (!hunt.over.aborted) {
      const next = nextCommand(hunt, random, noted)
      const told = await teller.tell(next as Command<CommandRoute>)
      if (told?.action === maintenanceApi.report.action && noted.length < NOTED) noted.push(told.id)
      await pause(random.whole(SHORTEST_REST_MS, LONGEST_REST_MS))
    }
  }
  await Promise.all([...Array.from({ length: WRITERS }, write), writeWatched(hunt), writeBlocks(hunt)])
}

/** To the compound that the browser shows. */
async function writeWatched(hunt: Hunt): Promise<void> {
  const teller = createTeller(hunt, hunt.county.admin, hunt.random('watched'))
  for (let n = 1; !hunt.over.aborted; n++) {
    await teller.tell(reportOf(hunt.county.watched.id, 'deferrable', `第 ${n} 件`))
    await pause(WATCHED_EVERY_MS)
  }
}

/** A new compound joins a new block, which gets a manager and then another: the compound follows twice at most. */
async function writeBlocks(hunt: Hunt): Promise<void> {
  const { subdistrictId, operatorIds } = hunt.county
  const teller = createTeller(hunt, hunt.county.admin, hunt.random('blocks'))
  const ground = { kind: 'decision' as const, text: '业主共同决定', file: null }
  const manage = (id: string, operatorId: string, since: string) =>
    teller.tell(command(blocksApi.manager, { id }, { mode: 'service-centre', operatorId, since, ground }))
  const [first = '', second = ''] = operatorIds
  for (let n = 1; !hunt.over.aborted; n++) {
    const compound = await teller.tell(
      command(placesApi.registerCompound, {}, { name: `片区小区 ${n}`, regionId: subdistrictId }),
    )
    const block = await teller.tell(
      command(blocksApi.form, {}, { name: `片区 ${n}`, parentId: subdistrictId, formedOn: '2025-05-01' }),
    )
    if (!compound || !block) return
    await teller.tell(
      command(blocksApi.join, { id: block.id }, { compoundId: compound.id, buildingId: null, since: '2025-06-01' }),
    )
    await manage(block.id, first, '2026-01-01')
    await pause(BLOCK_EVERY_MS)
    if (n % 2 === 0) await manage(block.id, second, '2026-02-01')
  }
}
