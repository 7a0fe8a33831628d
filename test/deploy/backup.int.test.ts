/** A backup taken while the server runs verifies, and a server started on it shows what was there. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { verifyFolder } from '@changxin/server/verify.ts'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

const PROGRAM = fileURLToPath(new URL('../../deploy/backup.mjs', import.meta.url))
const BEFORE = 30

let folder: string
let at: TestServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-backup-'))
  at = await startServer({ dataDir: join(folder, 'data') })
})
afterAll(async () => {
  await at.close()
  rmSync(folder, { recursive: true, force: true })
})

const backUp = (target: string, settings: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [PROGRAM, target], {
    env: { ...process.env, DATA_DIR: at.dataDir, ...settings },
  })

async function register(district: string, name: string): Promise<string> {
  const { body } = await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name, regionId: district }))
  return body.id
}

test('what was acknowledged before it began is in the copy, whole, though others go on writing', async () => {
  const region = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '备份县', parentId: null }),
  )
  const before: string[] = []
  for (let n = 0; n < BEFORE; n++) before.push(await register(region.body.id, `备份前 ${n}`))
  const file = await at.server.deps.files.put(Readable.from([Buffer.from('%PDF-1.7\n%%EOF\n')]))

  const target = join(folder, 'copy')
  let isDone = false
  const copied = backUp(target).finally(() => {
    isDone = true
  })
  for (let n = 0; !isDone; n++) await register(region.body.id, `其间 ${n}`)
  await copied

  expect(readdirSync(target).sort()).toEqual(['files', 'keys', 'log.db'])
  expect(existsSync(join(target, 'files', file.sha256.slice(0, 2), file.sha256.slice(2)))).toBe(true)
  expect(readdirSync(join(target, 'files'))).not.toContain('thumbnails')
  expect(await verifyFolder({ dataDir: target })).toMatchObject({ ok: true })

  const restored = await startServer({ dataDir: target })
  try {
    const { body } = await expectOk(restored.admin.ask(placesApi.compounds, { q: '备份前', limit: 200 }))
    expect(body.items.map(({ id }) => id).sort()).toEqual(before.sort())
  } finally {
    await restored.close()
  }
})

test('files are copied from the folder that the nodes share, without what is just arriving', async () => {
  const shared = join(folder, 'shared')
  for (const name of ['ab', 'arriving']) mkdirSync(join(shared, name), { recursive: true })
  writeFileSync(join(shared, 'ab', 'cdef'), 'a photo')
  writeFileSync(join(shared, 'arriving', 'half'), 'half a photo')
  const target = join(folder, 'of-a-node')
  await backUp(target, { FILES_DIR: shared })
  expect(readdirSync(join(target, 'files'), { recursive: true }).sort()).toEqual(['ab', join('ab', 'cdef')])
})

test('it refuses a target that holds something, and one inside the data folder', async () => {
  const refused = async (target: string) => {
    const error = await backUp(target).then(
      () => undefined,
      (reason: { code: number; stderr: string }) => reason,
    )
    return [error?.code, error?.stderr]
  }
  expect(await refused(folder)).toEqual([1, expect.stringContaining('is not empty')])
  expect(await refused(join(at.dataDir, 'backup'))).toEqual([1, expect.stringContaining('inside the data folder')])
})
