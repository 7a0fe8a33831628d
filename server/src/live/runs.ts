/**
 * The runs of live queries: each group of subscribers that ask the same with the same scope has its query run once, again
 * when the projector touched what it reads, and gets the rows that differ.
 */
import { type ClientMessage, MAX_SUBSCRIPTIONS, Rejected } from '@changxin/shared/kernel'
import { scopeOf } from '../access/scope.ts'
import { checked } from '../commands/checked.ts'
import type { ServedQuery } from '../feature.ts'
import { answerQuery, authorise, parseInput } from '../http/query-route.ts'
import type { Applied, Views } from '../views/views.ts'
import { createDelivery } from './delivery.ts'
import { diff, slice } from './diff.ts'
import { type Client, concerned, createTouchMemory, type Group, type Subscriber } from './group.ts'
import { elapsedMs, RERUN_BUDGET_MS, RERUN_INTERVAL_MS } from './limits.ts'

export type Subscribe = Extract<ClientMessage, { type: 'subscribe' }>

export interface RunsParts {
  readonly views: Views
  readonly queries: ReadonlyMap<string, ServedQuery>
  /** A subscription ended, because its query refuses the person by now. */
  fail(client: Client, id: number, error: unknown): void
}

export function createRuns({ views, queries, fail }: RunsParts) {
  const groups = new Map<string, Group>()
  const { counts, send, deliver, sendSnapshot, queueBroadcast } = createDelivery(() => scheduleFlush(RERUN_INTERVAL_MS))
  const touched = createTouchMemory(views.position())
  let reruns = 0
  let flushTimer: NodeJS.Timeout | undefined
  let closed = false

  /** Reads the answer anew; true when it differs from what was last sent. */
  function run(group: Group, client: Client): string | undefined {
    const { output, position } = answerQuery(views, {
      query: group.query,
      input: group.input,
      principal: client.principal,
      language: client.language,
    })
    const parsed = checked(group.query.route.output, output, `the answer of ${group.query.route.action}`)
    const sliced = slice(parsed)
    const changed = diff(group.output, sliced)
    group.position = position
    group.ranAtMs = elapsedMs()
    group.dirty = false
    if (changed === undefined) return undefined
    group.output = sliced
    group.json = JSON.stringify(parsed)
    group.changedAt = position
    group.changes++
    return changed
  }

  function groupFor(client: Client, query: ServedQuery, raw: Readonly<Record<string, string>>): Group {
    const input = parseInput(query, raw)
    const action = query.route.action
    const person = query.sameForScope
      ? scopeOf(action, client.principal).key
      : (client.principal?.personId ?? 'anonymous')
    const key = `${action} ${client.language} ${person} ${JSON.stringify(input)}`
    const known = groups.get(key)
    if (known) return known
    const group: Group = {
      key,
      query,
      input,
      concerns: query.concerns?.(input as never) ?? {},
      subscribers: new Set(),
      output: { rows: new Map(), order: [] },
      json: 'null',
      position: null,
      changedAt: null,
      dirty: false,
      ranAtMs: 0,
      changes: 0,
    }
    // Registered before it is read, so that no touch falls between; touches at or below what was read are passed over.
    groups.set(key, group)
    try {
      run(group, client)
    } catch (error) {
      groups.delete(key)
      throw error
    }
    return group
  }

  function subscribe(client: Client, message: Subscribe): void {
    if (client.subscriptions.size >= MAX_SUBSCRIPTIONS)
      throw new Rejected('too-many-subscriptions', { limit: MAX_SUBSCRIPTIONS })
    unsubscribe(client, message.id)
    const query = queries.get(message.query)
    if (!query) throw new Rejected('not-found')
    const group = groupFor(client, query, message.input)
    // A group that others share was authorised for them; this person is checked too.
    if (group.subscribers.size > 0) {
      views.peek((read) =>
        authorise(query.route.action, client.principal, read, query.subject(group.input as never, read)),
      )
    }
    const subscriber: Subscriber = { client, id: message.id, group, behind: false, shows: 0 }
    group.subscribers.add(subscriber)
    client.subscriptions.set(message.id, subscriber)
    const resumable = message.after !== undefined && group.changedAt !== null && touched.lastOf(group) <= message.after
    if (resumable)
      deliver(
        subscriber,
        JSON.stringify({ type: 'unchanged', id: message.id, position: group.position }),
        group.changes,
      )
    else sendSnapshot(subscriber)
  }

  function unsubscribe(client: Client, id: number): void {
    const subscriber = client.subscriptions.get(id)
    if (!subscriber) return
    client.subscriptions.delete(id)
    subscriber.group.subscribers.delete(subscriber)
    if (subscriber.group.subscribers.size === 0) groups.delete(subscriber.group.key)
  }

  /** Runs for whoever is first; one who may no longer see it is told so, and the next one is asked for. */
  function rerun(group: Group): void {
    for (const subscriber of [...group.subscribers]) {
      reruns++
      try {
        const change = run(group, subscriber.client)
        if (change !== undefined)
          queueBroadcast(group, { change, position: JSON.stringify(group.position), run: group.changes })
        return
      } catch (error) {
        unsubscribe(subscriber.client, subscriber.id)
        fail(subscriber.client, subscriber.id, error)
      }
    }
  }

  /** Whoever ran goes to the end, so that under a flood of touches everybody has a turn. */
  function rerunInTurn(group: Group): void {
    if (groups.delete(group.key)) groups.set(group.key, group)
    rerun(group)
  }

  function flush(): void {
    flushTimer = undefined
    const now = elapsedMs()
    let waiting = Number.POSITIVE_INFINITY
    for (const group of [...groups.values()]) {
      if (group.dirty) {
        const wait = group.ranAtMs + RERUN_INTERVAL_MS - now
        if (elapsedMs() - now > RERUN_BUDGET_MS) waiting = 0
        else if (wait <= 0) rerunInTurn(group)
        else waiting = Math.min(waiting, wait)
      }
      for (const subscriber of group.subscribers) {
        if (!subscriber.behind) continue
        if (subscriber.client.socket.bufferedAmount === 0) sendSnapshot(subscriber)
        else waiting = Math.min(waiting, RERUN_INTERVAL_MS)
      }
    }
    if (waiting !== Number.POSITIVE_INFINITY) scheduleFlush(waiting)
  }

  function scheduleFlush(delayMs: number): void {
    if (!closed) flushTimer ??= setTimeout(flush, delayMs)
  }

  const stopListening = views.onApplied(({ position, touches }: Applied) => {
    touched.remember(position, touches)
    let any = false
    for (const group of groups.values()) {
      if (group.dirty || (group.position !== null && position <= group.position)) continue
      if (touches.some((touch) => concerned(group, touch))) {
        group.dirty = true
        any = true
      }
    }
    if (any) scheduleFlush(0)
  })

  return {
    send,
    subscribe,
    unsubscribe,
    stats: () => ({ groups: groups.size, reruns, ...counts }),
    close(): void {
      closed = true
      stopListening()
      clearTimeout(flushTimer)
    },
  }
}
