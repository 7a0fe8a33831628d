/** Whoever can read the memory of the running server finds neither the counters' secret nor a part of it nor a mark. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { decisionsApi } from '@changxin/shared/decisions'
import { sealBallot } from '@changxin/shared/decisions/sealing'
import type { CommandRoute } from '@changxin/shared/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../../web/src/decisions/ballots/key-parts.ts'
import { readPart } from '../../web/src/decisions/ballots/part-text.ts'
import { foundInMemory } from '../kit/process-memory.ts'
import { nextKey, pathOf, TEST_PASSWORD } from '../kit/server.ts'
import type { Announced, Opened } from '../kit/vote-process.ts'
import { LAMP, marksOf, secretOf } from '../kit/vote-world.ts'

const PROGRAM = fileURLToPath(new URL('../kit/vote-process.ts', import.meta.url))
let child: ChildProcess
let announced: Announced
beforeAll(async () => {
  child = fork(PROGRAM, { execArgv: [] })
  ;[announced] = (await once(child, 'message')) as [Announced]
}, 60_000)
afterAll(async () => {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
})

async function tell(route: CommandRoute, cookie: string, body: object): Promise<void> {
  const response = await fetch(`${announced.url}${pathOf(route.path, { id: announced.decisionId })}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': nextKey(), origin: announced.url },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${route.action}: ${await response.text()}`)
}

/** The slot of a mark as it stands in a ballot before it is sealed. */
function slotOf(itemId: string): Buffer {
  const slot = Buffer.alloc(40)
  slot[0] = itemId.length
  slot.write(itemId, 1)
  return slot
}

test.runIf(process.platform === 'linux')('while ballots come in', async () => {
  const { decisionId } = announced
  const key = await makeKey()
  const { publicKey } = key
  await tell(decisionsApi.makeKey, announced.counterCookie, {
    publicKey,
    shareHashes: key.parts.map(({ hash }) => hash),
  })
  child.send('open')
  const [{ voters }] = (await once(child, 'message')) as [Opened]
  const sealed: string[] = []
  for (const [index, { voterId, code, cookie }] of voters.entries()) {
    const ballot = await sealBallot(publicKey, { decisionId, voterId }, marksOf(index === 0 ? 'yes' : 'no'))
    await tell(decisionsApi.cast, cookie, { voterId, code, password: TEST_PASSWORD, sealed: ballot })
    sealed.push(ballot)
  }

  const secret = await secretOf(key, [1, 2])
  const wanted = new Map<string, Buffer>([
    ['the secret', Buffer.from(secret, 'base64')],
    ['the secret in base64', Buffer.from(secret)],
    ['the secret in hex', Buffer.from(Buffer.from(secret, 'base64').toString('hex'))],
    ['a mark in JSON', Buffer.from(`${LAMP}","mark`)],
    ['a mark in a ballot', slotOf(LAMP)],
  ])
  for (const [index, { lines }] of key.parts.entries()) {
    const { part } = readPart(lines.join(' '))
    wanted.set(`part ${index + 1}`, Buffer.from(part ?? []))
    for (const line of lines) wanted.set(`a line of part ${index + 1}: ${line.slice(0, 4)}`, Buffer.from(line))
  }
  const there = sealed.map((ballot, index): [string, Buffer] => [
    `ballot ${index + 1}`,
    Buffer.from(ballot.slice(0, 200)),
  ])
  for (const [name, bytes] of wanted) expect(bytes.length, name).toBeGreaterThan(10)

  const found = await foundInMemory(child.pid ?? 0, new Map([...wanted, ...there]))
  // What the server does hold is found: the ballots as they were sealed.
  expect([...found].sort()).toEqual(there.map(([name]) => name))
})
