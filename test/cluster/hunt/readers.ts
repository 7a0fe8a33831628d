/** Readers: whatever was acknowledged is shown at any node to who brings its position, and sessions hold and end everywhere. */
import { randomUUID } from 'node:crypto'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { pathOf } from '../../kit/server.ts'
import { ADMINISTRATOR } from './county.ts'
import { ask, isPassing, pause, type Reply } from './http.ts'
import type { Hunt } from './hunt.ts'

const READERS = 6
/** Of the newest so many. */
const RECENT = 50
const [SHORTEST_REST_MS, LONGEST_REST_MS] = [50, 500]
const SIGN_IN_EVERY_MS = 2_000

/** Undefined when there was no answer, or none that says anything. */
async function read(
  hunt: Hunt,
  path: string,
  cookie: string,
  headers: Record<string, string>,
): Promise<Reply | undefined> {
  try {
    const reply = await ask(`${hunt.url}${path}`, { cookie, headers, patienceMs: 40_000 })
    if (!isPassing(reply.status)) return reply
    hunt.findings.count(`read: ${reply.status}`)
  } catch {
    hunt.findings.count('read: cut off')
  }
  return undefined
}

const isStale = ({ headers }: Reply) => headers.get('x-stale') === 'true'

async function readOwnWrites(hunt: Hunt, index: number): Promise<void> {
  const { findings, county } = hunt
  const random = hunt.random(`reader ${index}`)
  const isOfRequest = (action: string) =>
    action === maintenanceApi.report.action || action === maintenanceApi.note.action
  while (!hunt.over.aborted) {
    await pause(random.whole(SHORTEST_REST_MS, LONGEST_REST_MS))
    const recent = hunt.acknowledged.slice(-RECENT).filter(({ action }) => isOfRequest(action))
    if (recent.length === 0) continue
    const told = random.pick(recent)
    const path = pathOf(maintenanceApi.request.path, { id: told.id })
    const reply = await read(hunt, path, county.admin, { 'x-position': told.position })
    if (!reply) continue
    findings.count(isStale(reply) ? 'read: marked stale' : 'read: fresh')
    const shown = reply.status === 200 ? Number(reply.body['revision']) : -1
    if (isStale(reply) && reply.status === 200) continue
    if (shown < told.revision)
      findings.fail('not shown what was acknowledged', `${path} ${reply.status} ${shown} ${JSON.stringify(told)}`)
  }
}

/** Signs in, is known wherever the next request goes, signs out, and is not known any more. */
async function comeAndGo(hunt: Hunt): Promise<void> {
  const { findings, url } = hunt
  const tell = (path: string, cookie: string, body: unknown) =>
    ask(`${url}${path}`, { method: 'POST', cookie, body, headers: { 'idempotency-key': randomUUID() } }).catch(
      () => undefined,
    )
  while (!hunt.over.aborted) {
    await pause(SIGN_IN_EVERY_MS)
    const signedIn = await tell(peopleApi.signIn.path, '', ADMINISTRATOR)
    const [cookie] = signedIn?.headers.getSetCookie()[0]?.split(';') ?? []
    if (!signedIn || signedIn.status !== 200 || !cookie) {
      if (signedIn && !isPassing(signedIn.status))
        findings.fail('not signed in', `${signedIn.status} ${JSON.stringify(signedIn.body)}`)
      continue
    }
    findings.count('signed in')
    const known = await read(hunt, peopleApi.me.path, cookie, {})
    if (known && known.status !== 200)
      findings.fail('signed in and not known', `${known.status} ${JSON.stringify(known.body)} ${[...known.headers]}`)
    const signedOut = await tell(peopleApi.signOut.path, cookie, {})
    if (signedOut?.status !== 200) continue
    const gone = await read(hunt, peopleApi.me.path, cookie, { 'x-position': String(signedOut.body['position']) })
    if (gone?.status === 200 && !isStale(gone)) findings.fail('signed out and still known', JSON.stringify(gone.body))
  }
}

export const readAlong = (hunt: Hunt) =>
  Promise.all([...Array.from({ length: READERS }, (_, index) => readOwnWrites(hunt, index)), comeAndGo(hunt)])
