/**
 * The KurrentDB engine keeps the contract: on the protocol stand-in with the real client in every run, and on a real server
 * when KURRENTDB_TEST_URL names one that may be emptied. What the stand-in shows and what it cannot show:
 * test/kurrentdb/README.md.
 */
import { openKurrentLog } from '@changxin/server/log/kurrentdb/index.ts'
import { emptyServer } from '../kurrentdb/empty-server.ts'
import { logContract } from './log-contract.ts'

logContract('kurrentdb', async (now) => {
  const server = await emptyServer()
  const log = await openKurrentLog({ url: server.url, now })
  return {
    log,
    async dispose() {
      await log.close()
      await server.close()
    },
  }
})
