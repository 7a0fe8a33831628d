/** Several nodes in one process on one log: each with its own folder, views and sockets, as they would be on machines of their own. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LeaseTimes } from '@changxin/server/cluster/index.ts'
import type { Config } from '@changxin/server/config.ts'
import { openOnOwnPorts } from '../kurrentdb/own-ports.ts'
import type { StandIn } from '../kurrentdb/stand-in.ts'
import { startServer, type TestServer } from './server.ts'

/** As the real ones, sixteen times as fast. */
export const FAST_LEASE: LeaseTimes = { lookMs: 250, giveUpMs: 875, takeOverMs: 1_250 }

export interface Cluster {
  readonly standIn: StandIn
  /** Starts one more node. */
  node(name: string, config?: Partial<Config>): Promise<TestServer>
  close(): Promise<void>
}

export async function openCluster({
  nodes = 1 as 1 | 3,
  startMs,
}: {
  nodes?: 1 | 3
  startMs?: number
} = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'changxin-cluster-'))
  // Mounted on every node: none of them makes it.
  await mkdir(join(folder, 'files'))
  const standIn = await openOnOwnPorts(nodes)
  const started: TestServer[] = []
  return {
    standIn,
    async node(name, config) {
      const at = await startServer({
        dataDir: join(folder, name),
        listen: true,
        leaseTimes: FAST_LEASE,
        ...(startMs === undefined ? {} : { startMs }),
        config: {
          LOG_ENGINE: 'kurrentdb',
          KURRENTDB_URL: standIn.url,
          NODE_NAME: name,
          SESSION_SECRET: 'a secret that every node of the tests has',
          KEYS_DIR: join(folder, 'keys'),
          FILES_DIR: join(folder, 'files'),
          ...config,
        },
      })
      started.push(at)
      return at
    },
    async close() {
      await Promise.all(started.map((at) => at.close()))
      await standIn.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
