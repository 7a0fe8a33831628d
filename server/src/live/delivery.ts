/** How frames reach sockets: a slow one is passed over and later gets one snapshot; changes of a group stay in order. */
import type { Change, Client, Group, Subscriber } from './group.ts'
import { BROADCAST_CHUNK, CLOSE_BUFFERED_BYTES, CLOSE_TRY_AGAIN, SKIP_BUFFERED_BYTES } from './limits.ts'

/** `onBehind`: a subscriber was passed over, so it must be looked at again soon. */
export function createDelivery(onBehind: () => void) {
  const counts = { frames: 0, skipped: 0 }

  function send(client: Client, frame: string): boolean {
    const buffered = client.socket.bufferedAmount
    if (buffered > CLOSE_BUFFERED_BYTES) {
      client.socket.close(CLOSE_TRY_AGAIN, 'too slow')
      return false
    }
    if (buffered > SKIP_BUFFERED_BYTES) return false
    client.socket.send(frame)
    counts.frames++
    return true
  }

  function sendSnapshot(subscriber: Subscriber): void {
    const { group, id } = subscriber
    deliver(
      subscriber,
      `{"type":"snapshot","id":${id},"position":${JSON.stringify(group.position)},"output":${group.json}}`,
      group.changes,
    )
  }

  function deliver(subscriber: Subscriber, frame: string, shows: number): void {
    subscriber.shows = shows
    subscriber.behind = !send(subscriber.client, frame)
    if (!subscriber.behind) return
    counts.skipped++
    onBehind()
  }

  async function broadcast(group: Group, { change, position, run }: Change): Promise<void> {
    let sent = 0
    for (const subscriber of [...group.subscribers]) {
      // Gone, or came while this waited and was shown this already.
      if (subscriber.behind || subscriber.shows >= run || !group.subscribers.has(subscriber)) continue
      deliver(subscriber, `{"type":"change","id":${subscriber.id},"position":${position},${change}}`, run)
      if (++sent % BROADCAST_CHUNK === 0) await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Broadcasts of one group never overlap, or a later change could overtake an earlier one in the chunks. */
  const broadcasting = new Map<Group, Promise<void>>()

  function queueBroadcast(group: Group, change: Change): void {
    const after = broadcasting.get(group) ?? Promise.resolve()
    const mine = after.then(() => broadcast(group, change))
    broadcasting.set(group, mine)
    void mine.finally(() => {
      if (broadcasting.get(group) === mine) broadcasting.delete(group)
    })
  }

  return { counts, send, deliver, sendSnapshot, queueBroadcast }
}
