/** A log with all that makes copying hard, and ways to look at one that do not depend on the engine. */
import { type Day, type EventMetadata, type Instant, instantOf, type Recorded } from '@changxin/shared/kernel'
import { openCheckpointKeys } from '../checkpoint-keys.ts'
import { signCheckpoint } from '../checkpoints.ts'
import { uuidFrom } from '../hashing.ts'
import { type ExpectedRevision, type Log, type LogReader, MAX_READ_EVENTS, type NewEvent } from '../port.ts'

const START_MS = Date.parse('2026-03-01T02:00:00.000Z')

/** Each call a second later: recorded times that are nowhere the time of the copy. */
export function storyClock(): () => Instant {
  let nowMs = START_MS
  return () => {
    nowMs += 1_000
    return instantOf(nowMs)
  }
}

const metadata: EventMetadata = {
  commandId: 'c-1',
  inputHash: 'h-1',
  actor: 'person-1',
  onBehalfOf: 'person-2',
  channel: 'phone',
  occurredAt: instantOf(START_MS - 3_600_000),
}

export const told = (stream: string, revision: number, data: unknown = { amountFen: revision }): NewEvent => ({
  id: uuidFrom(`${stream} ${revision}`),
  type: 'ThingHappened',
  version: (revision % 3) + 1,
  data,
  metadata,
})

export async function tell(
  log: Log,
  stream: string,
  after: ExpectedRevision,
  count: number,
  data?: unknown,
): Promise<void> {
  const first = after === 'none' ? 0 : after + 1
  const events = Array.from({ length: count }, (_, index) => told(stream, first + index, data))
  await log.append(stream, after, events)
}

export const sign = (log: Log, keysDir: string, day: Day, frontierFile?: string) =>
  signCheckpoint({
    ...{ log, keys: openCheckpointKeys(keysDir), day, occurredAt: instantOf(START_MS) },
    ...(frontierFile !== undefined && { frontierFile }),
  })

/**
 * Streams that cross each other, lists, rare text, two checkpoints; personal streams: whole (`d`), gone (`b`), erased once
 * and begun again (`a` at 3), erased twice (`c` at 2), and one that is gone after it had begun again (`e`).
 */
export async function tellStory(log: Log, keysDir: string): Promise<void> {
  await tell(log, 'fund-1', 'none', 3)
  await tell(log, 'person-a', 'none', 3, { name: '王小明' })
  await tell(log, 'person-b', 'none', 2, { name: '李四' })
  await tell(log, 'person-c', 'none', 1, { phone: '13900000000' })
  await tell(log, 'fund-2', 'none', 1, {
    rows: [
      { unitId: 'u-1', amountFen: 1 },
      { unitId: 'u-2', amountFen: 2 },
    ],
  })
  await log.erase('person-c')
  await tell(log, 'person-c', 0, 1)
  await tell(log, 'fund-1', 2, 1, { name: '𠮷野家 👩‍🔧', zero: '\u0000\u2028', broken: '\ud83d' })
  await sign(log, keysDir, '2026-03-01')
  await tell(log, 'person-d', 'none', 2, { name: '赵六' })
  await tell(log, 'person-e', 'none', 1)
  await log.erase('person-e')
  await tell(log, 'person-e', 0, 1)
  for (const person of ['person-a', 'person-b', 'person-c', 'person-e']) await log.erase(person)
  await tell(log, 'person-c', 1, 1)
  await tell(log, 'fund-2', 0, 2, JSON.parse('{"__proto__":1,"10":3,"9":4,"huge":1e300}'))
  await tell(log, 'person-a', 2, 2)
  for (let index = 0; index < 40; index++)
    await tell(log, `request-${index % 7}`, index < 7 ? 'none' : Math.floor(index / 7) - 1, 1)
  await sign(log, keysDir, '2026-03-02')
  await tell(log, 'fund-3', 'none', 60)
}

/** What is still to be done with a log: says the same of every engine that has the same log. */
export async function goOn(log: Log): Promise<unknown[]> {
  const outcome = (work: Promise<unknown>) =>
    work.then(
      (answer) => (answer as { revision?: number } | undefined)?.revision ?? 'done',
      (error: unknown) => String(error),
    )
  const streams: readonly (readonly [string, ExpectedRevision])[] = [
    ...(['person-a', 'person-b', 'person-c', 'person-e'] as const).map((stream) => [stream, 'none'] as const),
    ['person-a', 4],
    ['person-b', 1],
    ['person-c', 2],
    ['person-d', 1],
    ['person-e', 1],
    ['fund-1', 3],
  ]
  const said: unknown[] = []
  for (const [stream, after] of streams) said.push(await outcome(log.append(stream, after, [told(`${stream} on`, 0)])))
  for (const stream of ['person-a', 'person-b']) said.push(await outcome(log.erase(stream)))
  said.push(await outcome(log.append('person-a', 5, [told('person-a again', 6)])))
  said.push(await outcome(log.append('person-b', 1, [told('person-b again', 2)])))
  for (const stream of ['person-a', 'person-b', 'person-c', 'person-d', 'person-e', 'fund-1'])
    said.push((await log.read(stream)).map(({ revision, id }) => [stream, revision, id]))
  return said
}

export const withoutPosition = ({ position: _, ...event }: Recorded) => JSON.stringify(event)

/** All events of a log, as text without positions. */
export async function wholeLog(log: LogReader): Promise<string[]> {
  const texts: string[] = []
  for (let after: string | null = null; ; ) {
    const page: readonly Recorded[] = await log.readAll(after, MAX_READ_EVENTS)
    texts.push(...page.map(withoutPosition))
    const last = page.at(-1)
    if (!last) return texts
    after = last.position
  }
}
