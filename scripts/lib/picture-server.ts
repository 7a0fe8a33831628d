/** The real server on a demo county of a fixed day, with its clock running from that day on, for pictures of its pages. */
import { fileURLToPath } from 'node:url'
import { createServer } from '@changxin/server/app.ts'
import { deriveId } from '@changxin/server/commands/derive.ts'
import { readConfig } from '@changxin/server/config.ts'
import { buildDemo, demoAccounts, readDemo } from '@changxin/server/demo/index.ts'
import { createFeatures } from '@changxin/server/features.ts'
import { createLogger } from '@changxin/server/logger.ts'
import { createSetup } from '@changxin/server/people/index.ts'
import type { Ask } from './shots.ts'

/** The demo's today, a Friday afternoon: all projects of the plan are accepted, none of the pictures depends on when it was taken. */
export const ANCHOR = '2026-03-20'
const BEGIN_MS = Date.parse(`${ANCHOR}T15:20:00+08:00`)
const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url))

export async function pictureServer(dataDir: string, tell: (text: string) => void) {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', DEMO: '1', DEMO_ANCHOR: ANCHOR, WEB_ROOT })
  const beganMs = performance.now()
  const nowMs = () => Math.round(BEGIN_MS + performance.now() - beganMs)
  const features = createFeatures({ setup: createSetup(), demo: readDemo })
  const server = await createServer({ config, logger: createLogger('warn'), features, nowMs })
  await buildDemo(server, config, tell)
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  await server.whenReady()

  const askAs =
    (cookie: string): Ask =>
    async (path) => {
      const answer = await fetch(url + path, { headers: cookie ? { cookie } : {} })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as Record<string, unknown>
    }

  return {
    url,
    nowMs,
    ask: askAs(''),
    /** By the API and not by the form: the cookie ends by the demo's clock, which a browser does not know. */
    async signIn(loginName: string) {
      const account = demoAccounts.find((one) => one.loginName === loginName)
      if (!account)
        throw new Error(
          `no demo account ${loginName}; there are: ${demoAccounts.map((one) => one.loginName).join(', ')}`,
        )
      const answer = await fetch(`${url}/api/sessions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': deriveId('picture', loginName, performance.now()),
        },
        body: JSON.stringify({ loginName, password: account.password }),
      })
      if (!answer.ok) throw new Error(`cannot sign in as ${loginName}: ${answer.status} ${await answer.text()}`)
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
      const at = cookie.indexOf('=')
      return { cookie: { name: cookie.slice(0, at), value: cookie.slice(at + 1) }, ask: askAs(cookie) }
    },
    close: () => server.close(),
  }
}
