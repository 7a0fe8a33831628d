/** The proof over HTTP on a real log: it holds against the checkpoints that everybody can fetch, and is the same from views made anew. */
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS, instantOf } from '@changxin/shared/kernel'
import { ledgerApi } from '@changxin/shared/ledger'
import { checkFundProof, type FundProof, fundProofApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { viewsFileOf } from '../../app.ts'
import { keptTreeFileOf } from '../../ledger/index.ts'
import { checkpointPublicKeys, sha256 } from '../../log/index.ts'

const START_MS = Date.parse('2026-03-01T02:00:00.000Z')
const dataDir = mkdtempSync(join(tmpdir(), 'changxin-fund-proof-'))
let at: TestServer
let county: TestCounty
let compound: TestCompound
let unitId: string
let owner: Client

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const isSigned = async (publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' })
  return verify(null, text, key, signature)
}
const check = async (proof: FundProof) => await checkFundProof(JSON.stringify(proof), { sha256, isSigned })
const contribute = (of: string, amountFen: number) => {
  const rows = compound.unitIds.map((id) => ({ unitId: id, amountFen: id === of ? amountFen : 9_999 }))
  return expectOk(at.admin.tell(repairFundApi.contribute, { id: compound.id }, { ...FIRST, rows }))
}
const FIRST = { kind: 'first-deposit', paidOn: '2026-02-01' } as const
const ask = (client: Client, since?: number) =>
  client.ask(fundProofApi.proof, { id: unitId, ...(since === undefined ? {} : { since }) })
async function proofFor(client: Client, since?: number): Promise<FundProof> {
  return (await expectOk(ask(client, since))).body as unknown as FundProof
}
let days = 0
/** The day ends, and is signed. */
async function night(): Promise<void> {
  days += 1
  at.time.nowMs = START_MS + days * DAY_MS
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
}

beforeAll(async () => {
  at = await startServer({ dataDir, startMs: START_MS })
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  unitId = compound.unitIds[1] ?? ''
  owner = await county.owner(unitId)
  const opening = await ownBook(at, at.admin, '2026-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, opening))
  await contribute(unitId, 150_000)
})
afterAll(async () => {
  await at?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('before the first night there is nothing to prove by, and it says when there will be', async () => {
  const { status, body } = await ask(owner)
  expect({ status, code: body['code' as never] }).toEqual({ status: 409, code: 'proof-needs-checkpoint' })
})

describe('after the night', () => {
  test('every entry is proved under the checkpoint that is posted, and what came since waits', async () => {
    await night()
    await contribute(unitId, 29)
    const proof = await proofFor(owner)
    const checked = await check(proof)
    expect(checked).toMatchObject({ problems: [], isSignatureChecked: true, balanceFen: 150_000 })
    const shown = checked?.entries.map(({ state, kind, on, amountFen }) => [state, kind, on, amountFen])
    expect(shown).toEqual([
      ['proved', 'first-deposit', '2026-02-01', 150_000],
      ['pending', null, null, 29],
    ])
    const { body } = await expectOk(owner.ask(ledgerApi.checkpoints, {}))
    const { signedAt: _, text: __, id: ___, ...posted } = body.items[0]!
    expect(proof.checkpoint).toEqual(posted)
    expect(JSON.stringify(proof)).not.toContain(':9999')
  })

  test('the next night it is under the new one, which begins as the old one', async () => {
    const kept = (await proofFor(owner)).checkpoint
    await night()
    const proof = await proofFor(owner)
    expect(proof.earlier).toMatchObject([{ day: kept.day, size: kept.size, rootHash: kept.rootHash }])
    expect(await check(proof)).toMatchObject({ problems: [], balanceFen: 150_029 })
    expect((await proofFor(owner, 3)).earlier.at(-1)).toMatchObject({ day: null, size: 3 })
    const beyond = await ask(owner, proof.checkpoint.size + 1)
    expect({ status: beyond.status, code: beyond.body['code' as never] }).toEqual({
      status: 409,
      code: 'proof-since-beyond',
    })
  })

  test('it comes as a file, with a name that says whose and of when', async () => {
    const { headers } = await expectOk(ask(owner))
    const name = decodeURIComponent(String(headers['content-disposition']))
    expect(name).toMatch(/^attachment; .*维修资金证明-.*102-2026-03-02\.json$/)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': expect.stringContaining('json') })
  })
})

test('it is for the owner and those who keep the book, and for nobody else', async () => {
  const neighbour = await county.owner(compound.unitIds[2] ?? '')
  const scope = { kind: 'compound', id: compound.id } as const
  const clients = [neighbour, await at.person('worker', ['worker', scope]), at.stranger]
  const statuses = await Promise.all(clients.map(async (client) => (await ask(client)).status))
  expect(statuses).toEqual([403, 403, 401])
  const auditor = await at.person('auditor', ['auditor', scope])
  expect(await check(await proofFor(auditor))).toMatchObject({ problems: [] })
  expect((await at.admin.ask(fundProofApi.proof, { id: 'nobody' })).status).toBe(404)
})

test('views and the kept tree made anew give the same proof', async () => {
  const before = await proofFor(owner)
  await at.close()
  expect(existsSync(keptTreeFileOf(dataDir))).toBe(true)
  for (const file of [viewsFileOf(dataDir), keptTreeFileOf(dataDir)]) rmSync(file)
  at = await startServer({ dataDir, startMs: at.time.nowMs })
  const again = await at.signIn(owner.loginName)
  expect(await proofFor(again)).toEqual(before)
  expect(checkpointPublicKeys(join(dataDir, 'keys'))).toHaveLength(1)
})
