/** Ten thousand rows of a bank: read beside the main thread, booked in batches, and gone on with after a crash. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fundImportsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookImport, bringSheet, fundOfDoors, importOf, stageSheet } from '../../../../test/kit/fund-import.ts'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import type { CommandStore } from '../../commands/store.ts'
import { writeSheet } from '../../sheets/index.ts'
import { bookedImports } from './book.ts'
import { csvOf, linesOf, statementRow } from './imports.fixture.ts'

const DOORS = 600
const ROWS = 10_000
const statement = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => statementRow(from + index, DOORS))
const incoming = (rows: ReturnType<typeof statement>) => rows.filter(({ credit }) => credit).length

let dataDir: string
let at: TestServer
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'changxin-import-'))
  at = await startServer({ dataDir })
})
afterAll(async () => {
  await at.close()
  await rm(dataDir, { recursive: true, force: true })
})

const balanceOf = async (id: string) =>
  (await expectOk(at.admin.ask(repairFundApi.compoundFund, { id }))).body.balanceFen ?? 0

test('a workbook of 10,000 rows is read and booked; a second one books only what is new', async () => {
  const { id } = await fundOfDoors(at, DOORS)
  const whole = statement(0, ROWS)
  const workbook = Buffer.from(await writeSheet('明细', linesOf(whole)))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const times = [performance.now()]
  expect((await bringSheet(at, at.admin, id, workbook)).body).toMatchObject({
    type: 'xlsx',
    lines: ROWS + 3,
    headerRow: 3,
  })
  times.push(performance.now())
  const staged = await expectOk(stageSheet(at, at.admin, id, workbook))
  times.push(performance.now())
  const report = await importOf(at.admin, staged.body['id'] as string)
  expect(report).toMatchObject({ status: 'staged', rows: ROWS, rowsRead: ROWS })
  expect(report.counts).toMatchObject({ failed: { rows: 0 }, duplicate: { rows: 0 } })
  expect(report.counts.matched.rows + report.counts.suspense.rows).toBe(incoming(whole))
  const booked = await bookImport(at, at.admin, report.id)
  times.push(performance.now())
  delay.disable()
  if (process.env['MEASURE'])
    process.stdout.write(
      `${JSON.stringify({ times: times.map((ms, index) => Math.round(ms - (times[index - 1] ?? ms))), maxDelayMs: delay.max / 1e6, p99: delay.percentile(99) / 1e6 })}\n`,
    )
  expect(booked).toMatchObject({ status: 'booked', bookedRows: incoming(whole), batchesDone: booked.batches })
  expect(await balanceOf(id)).toBe(booked.bookedFen)

  const same = await expectOk(stageSheet(at, at.admin, id, workbook))
  expect(same.body).toMatchObject({ id: report.id, already: true })
  const later = await expectOk(stageSheet(at, at.admin, id, csvOf(linesOf(statement(5_000, ROWS + 500)))))
  const news = await bookImport(at, at.admin, later.body['id'] as string)
  expect(news.bookedRows).toBe(incoming(statement(ROWS, ROWS + 500)))
  expect(news.counts.duplicate.rows).toBe(incoming(statement(5_000, ROWS)))
  expect(await balanceOf(id)).toBe(booked.bookedFen + news.bookedFen)
})

/** The real store, until so many commands of the fund were taken; then the power is gone. */
function dyingAfter(commands: number, store: CommandStore): CommandStore {
  const taken: Promise<unknown>[] = []
  return {
    ...store,
    execute(owner, id, request) {
      if (taken.length >= commands)
        return Promise.allSettled(taken).then(() => Promise.reject(new Error('the power is gone')))
      const executed = store.execute(owner, id, request)
      taken.push(executed)
      return executed
    },
  }
}

test.each([1, 7, 40])('killed after %d commands, the next start books the rest and nothing twice', async (commands) => {
  const { id } = await fundOfDoors(at, 60)
  const rows = Array.from({ length: 400 }, (_, index) => statementRow(index, 60))
  const staged = await expectOk(stageSheet(at, at.admin, id, csvOf(linesOf(rows))))
  const { id: importId, stagingId, counts } = await importOf(at.admin, staged.body['id'] as string)
  await at.server.processes.stop()
  await expectOk(at.admin.tell(fundImportsApi.book, { id: importId }, { stagingId }))
  expect(await importOf(at.admin, importId)).toMatchObject({ status: 'booking', batchesDone: 0 })
  const { views, store, deps } = at.server
  const dying = bookedImports({ nowMs: deps.nowMs, store: dyingAfter(commands, store) })
  const [step] = views.read((read) => dying.pending(read)).result
  await expect(step?.run()).rejects.toThrow('the power is gone')
  const inTheMiddle = (await at.server.log.read(`fund-${id}`)).length
  expect(inTheMiddle).toBe(1 + commands)

  await at.close()
  at = await startServer({ dataDir })
  await at.server.processes.settle()
  const booked = await importOf(at.admin, importId)
  const money = counts.matched.fen + counts.suspense.fen
  expect(booked).toMatchObject({ status: 'booked', bookedRows: incoming(rows), bookedFen: money, counts })
  expect(await balanceOf(id)).toBe(money)
  expect((await at.server.log.read(`fund-${id}`)).length).toBe(1 + booked.batches)
})
