/** Filters of reads and subscriptions to $all: by event type or stream name, by regular expression or prefixes. */
import { serviceError } from './errors.ts'
import { grpc, type Streams } from './protocol.ts'
import type { StoredEvent } from './stored-event.ts'

type FilterOptions = Streams.ReadReq.Options.FilterOptions

/** As many events as the server looks at when the filter names no window (`ReadBatchSize`). */
const DEFAULT_WINDOW = 32

export interface EventFilter {
  allows(event: StoredEvent): boolean
  /** After so many events looked at, let through or not, the subscriber is told how far it has come. */
  readonly checkpointEvery: number
}

export function eventFilter(options: FilterOptions | undefined): EventFilter | undefined {
  if (!options) return undefined
  const byType = options.getEventType()
  const expression = byType ?? options.getStreamIdentifier()
  if (!expression) throw serviceError(grpc.status.INVALID_ARGUMENT, 'a filter is on event type or stream name')
  const matches = matcher(expression)
  return {
    allows: (event) => matches(byType ? event.type : event.stream),
    checkpointEvery: options.getCheckpointintervalmultiplier() * (options.hasMax() ? options.getMax() : DEFAULT_WINDOW),
  }
}

function matcher(expression: Streams.ReadReq.Options.FilterOptions.Expression): (text: string) => boolean {
  const source = expression.getRegex()
  if (source === '') {
    const prefixes = expression.getPrefixList()
    return (text) => prefixes.some((prefix) => text.startsWith(prefix))
  }
  try {
    const regex = new RegExp(source, 'u')
    return (text) => regex.test(text)
  } catch {
    throw serviceError(grpc.status.INVALID_ARGUMENT, `'${source}' is not a regular expression`)
  }
}
