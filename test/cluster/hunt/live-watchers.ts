/** Pages without a screen: the browser's own client logic on sockets through the proxy. At the end each shows what GET answers. */
import { isDeepStrictEqual } from 'node:util'
import { LIVE_PATH, type QueryRoute } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { blocksApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { createClient } from '../../../web/src/api/client.ts'
import { socketOver } from '../../../web/src/live/browser-socket.ts'
import { createLive } from '../../../web/src/live/live-client.ts'
import { becomes } from './http.ts'
import type { Hunt } from './hunt.ts'

const WATCHERS = 20
/** The longest back-off of a client, a node's patience, and some. */
const SETTLE_MS = 60_000

// Node's WebSocket takes headers beside the protocols; the standard type does not know it.
const socketTo = (address: string, cookie: string) =>
  socketOver(new WebSocket(address, { headers: { cookie } } as unknown as string[]))

function asks({ compounds, watched }: Hunt['county'], index: number): readonly [QueryRoute, Record<string, string>] {
  const compoundId = compounds[index % compounds.length]?.id ?? ''
  const all = [
    [maintenanceApi.list, { compoundId, limit: '50' }],
    [maintenanceApi.list, { compoundId: watched.id, view: 'open', limit: '50' }],
    [maintenanceApi.list, { view: 'overdue', limit: '30' }],
    [blocksApi.blocks, {}],
    [placesApi.compounds, { limit: '50' }],
  ] as const
  return all[index % all.length] ?? all[0]
}

export interface Watchers {
  /** Once nothing changes any more. */
  check(): Promise<void>
  close(): void
}

export function watchLive(hunt: Hunt): Watchers {
  const { url, findings, county } = hunt
  const address = `${url.replace('http', 'ws')}${LIVE_PATH}`
  const cookie = county.admin
  const watchers = Array.from({ length: WATCHERS }, (_, index) => {
    const client = createClient({
      fetch: (input, init) =>
        fetch(`${url}${input}`, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } }),
      language: () => 'en',
      onUnauthorized: (code) => findings.fail('a page was signed out', `GET: ${code}`),
    })
    const live = createLive({
      openSocket() {
        findings.count('live sockets opened')
        return socketTo(address, cookie)
      },
      setTimer(run, ms) {
        const timeout = setTimeout(run, ms)
        return () => clearTimeout(timeout)
      },
      random: Math.random,
      now: () => performance.now(),
      onSessionEnded: () => findings.fail('a page was signed out', 'by its socket'),
      askFully: (route, input) => client.askFully(route, input as never),
    })
    const [route, input] = asks(county, index)
    return { client, live, route, input, shown: live.subscribe(route, input) }
  })

  return {
    async check() {
      const differing = async () => {
        const wrong: string[] = []
        for (const { client, live, route, input, shown } of watchers) {
          const { output } = await client.askFully(route, input as never)
          const isSame = isDeepStrictEqual(shown.data.value, output)
          if (live.state.value !== 'up') wrong.push(`${route.action} ${JSON.stringify(input)}: ${live.state.value}`)
          else if (!isSame)
            wrong.push(`${route.action} ${JSON.stringify(input)}: ${differenceOf(shown.data.value, output)}`)
        }
        return wrong
      }
      let wrong: string[] = []
      const agree = async () => {
        wrong = await differing()
        return wrong.length === 0
      }
      const isRight = await becomes(agree, SETTLE_MS, 1_000)
      if (!isRight) for (const one of wrong) findings.fail('a live page does not show what GET answers', one)
    },
    close() {
      for (const { live } of watchers) live.forget()
    },
  }
}

function differenceOf(shown: unknown, answered: unknown): string {
  const itemsOf = (output: unknown) => ((output as { items?: { id: string }[] } | undefined)?.items ?? []).length
  const [a, b] = [JSON.stringify(shown) ?? 'nothing', JSON.stringify(answered) ?? 'nothing']
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return `${itemsOf(shown)} and ${itemsOf(answered)} items; ${a.slice(at - 60, at + 90)} | ${b.slice(at - 60, at + 90)}`
}
