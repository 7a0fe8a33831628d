/** What is left of a collection goes into the doors' own accounts once there is a fund: once, over a restart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOf } from '@changxin/shared/kernel'
import { collectionsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { makeCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { expectOk, startServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')

test('each door has what it paid, as build-up, and no restart books it again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'changxin-carried-'))
  let at = await startServer({ startMs, dataDir })
  try {
    await at.server.timer.advanceTo(instantOf(startMs))
    const county = await makeCounty(at)
    const compound = await county.compound('团结坝', 2)
    const [first = '', second = ''] = compound.unitIds
    const opened = await expectOk(
      at.admin.tell(
        collectionsApi.open,
        { id: compound.id },
        {
          kind: 'collection',
          purpose: '更换楼道灯',
          scope: { kind: 'compound' },
          split: { by: 'equal', totalFen: 40_001 },
          dueOn: '2026-04-30',
          ground: { kind: 'agreement', text: '楼道业主约定', file: await uploaded(at, at.admin) },
        },
      ),
    )
    const id = opened.body.id
    const rows = [
      { unitId: first, amountFen: 20_000 },
      { unitId: second, amountFen: 7 },
    ]
    await expectOk(at.admin.tell(collectionsApi.pay, { id }, { rows, paidOn: '2026-03-19' }))
    const fund = await ownBook(at, at.admin, '2026-03-20')
    await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, fund))
    await expectOk(at.admin.tell(collectionsApi.carryOver, { id }, {}))
    await at.server.processes.settle()
    const balances = async () =>
      (await expectOk(at.admin.ask(repairFundApi.accounts, { id: compound.id }))).body.items.map((row) => [
        row.id,
        row.balanceFen,
        row.entries,
      ])
    const wanted = [
      [first, 20_000, 1],
      [second, 7, 1],
    ]
    expect((await balances()).toSorted()).toEqual(wanted.toSorted())
    const [entry] = (await expectOk(at.admin.ask(repairFundApi.unitEntries, { id: first }))).body.items
    expect(entry).toMatchObject({ kind: 'build-up', paidOn: '2026-03-20', amountFen: 20_000 })

    await at.close()
    for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) await rm(join(dataDir, name), { force: true })
    at = await startServer({ startMs, dataDir })
    await at.server.processes.settle()
    expect((await balances()).toSorted()).toEqual(wanted.toSorted())
  } finally {
    await at.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
