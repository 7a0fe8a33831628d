/** Closing the cluster engine in the middle of anything: it ends within its limits, says so to all who wait, and lets the process end. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { LogUnavailable } from '@changxin/server/log/index.ts'
import { clientFactory } from '@changxin/server/log/kurrentdb/client.ts'
import { readKurrentUrl } from '@changxin/server/log/kurrentdb/url.ts'
import { expect, test, vi } from 'vitest'
import { fill, logOn, onEach, PATIENCE, standInFor } from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

const HANGING = fileURLToPath(new URL('./hanging-log.ts', import.meta.url))
const SILENT_FOR = ['reads', 'appends', 'subscriptions', 'gossip'] as const

test('all who wait on a silent cluster are told when the log is closed, and nothing is half done', async () => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  const [first] = await fill(log, 'fund-1', 1)
  onEach(standIn, (faults) => {
    for (const what of SILENT_FOR) faults.silence(what, true)
  })
  const stop = new AbortController()
  const hanging = [
    log.append('fund-1', 0, [newEvent(), newEvent()]),
    log.append('person-1', 'none', [newEvent()]),
    log.erase('person-2'),
    log.read('fund-1'),
    log.readAll(null, 10),
    log.head(),
    log.size(),
    log.follow(null, { signal: stop.signal })[Symbol.asyncIterator]().next(),
  ]
  const ends = Promise.all(hanging.map((one) => expect(one).rejects.toThrow(LogUnavailable)))
  await log.close()
  await ends
  onEach(standIn, (faults) => faults.clear())
  const next = await logOn(standIn.url)
  expect((await next.readAll(null, 10)).map(({ id }) => id)).toEqual([first])
})

/** What a process printed that opened the log, let it hang, closed it, and had to end by itself. */
async function endOf(url: string, mode: string): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, [HANGING, url, mode], { stdio: ['pipe', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return { said, code }
}

test.each(['quiet', 'following'])('a process that closes a %s log ends by itself', async (mode) => {
  const standIn = await standInFor(3)
  expect(await endOf(standIn.url, mode)).toEqual({ said: 'opened\nclosed\n', code: 0 })
})

test('a process that closes the log of a cluster that fell silent ends by itself', async () => {
  const standIn = await standInFor(3)
  const subscribed = standIn.nodes.map((node) => vi.spyOn(node.faults, 'onEndSubscriptions'))
  const child = spawn(process.execPath, [HANGING, standIn.url, 'hanging'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  let said = ''
  for await (const text of child.stdout) {
    said += String(text)
    if (said !== 'opened\n') continue
    await expect.poll(() => subscribed.some((spy) => spy.mock.calls.length > 0), PATIENCE).toBe(true)
    onEach(standIn, (faults) => {
      for (const what of SILENT_FOR) faults.silence(what, true)
    })
    child.stdin.end()
  }
  expect(await exit).toEqual([0, null])
  expect(said).toBe('opened\nclosed\n')
})

test('a process whose cluster was never there ends by itself', async () => {
  const standIn = await standInFor()
  await standIn.nodes[0]?.die()
  expect(await endOf(standIn.url, 'quiet')).toEqual({ said: 'LogUnavailable\n', code: 0 })
})

test('a client that is left for another leaves no connection open', async () => {
  const standIn = await standInFor()
  const [node] = standIn.nodes
  const make = clientFactory(readKurrentUrl(standIn.url).connection)
  const connections = () => process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length
  const before = connections()
  for (let left = 0; left < 8; left++) {
    const { client, end } = make()
    const subscription = client.subscribeToAll().resume()
    await once(subscription, 'confirmation')
    node?.faults.endSubscriptions('quietly')
    await once(subscription, 'end')
    await end()
  }
  await expect.poll(connections, PATIENCE).toBeLessThanOrEqual(before)
})
