/**
 * The server under load, as its own process: the product's own server with one more route, which parses and validates the
 * same body under the same session and does nothing. Prints one JSON line when ready.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import { expectOk, startServer } from '../kit/server.ts'

const STREAMS = 64

const dataDir = await mkdtemp(join(tmpdir(), 'changxin-bench-'))
const at = await startServer({
  dataDir,
  listen: true,
  beforeListen({ app, sessions }) {
    const { params, body } = maintenanceApi.note
    app.post('/api/bench/:id/empty', async (request) => {
      const principal = sessions.principalOf(request)
      const parsed = { params: params.parse(request.params), body: body.parse(request.body) }
      return { id: parsed.params.id, revision: parsed.body.text.length, position: principal?.personId ?? null }
    })
  },
})
const district = await expectOk(
  at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '基准县', parentId: null }),
)
const compound = await expectOk(
  at.admin.tell(placesApi.registerCompound, {}, { name: '基准小区', regionId: district.body.id }),
)
const place = { kind: 'compound' as const, id: compound.body.id }
const requestIds: string[] = []
for (let n = 0; n < STREAMS; n++) {
  const report = await expectOk(
    at.admin.tell(
      maintenanceApi.report,
      { id: compound.body.id },
      { place, category: 'other', urgency: 'ordinary', text: `基准 ${n}` },
    ),
  )
  requestIds.push(report.body.id)
}
process.stdout.write(
  `${JSON.stringify({ port: Number(new URL(at.url).port), cookie: at.admin.cookie, requestIds, dataDir })}\n`,
)
process.on('SIGTERM', () => void at.close().then(() => process.exit(0)))
