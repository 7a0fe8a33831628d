/**
 * The fund's part of the verification: folds every fund and shows that its ledger adds up after each event, and at the
 * end also counted anew from every account.
 */
import { type FundState, unsoundness, unsoundnessInFull } from '@changxin/shared/repair-fund'
import { evolveRecorded } from '../commands/aggregate.ts'
import type { LogReader } from '../log/index.ts'
import { Funds } from './repair-fund.aggregates.ts'

const PAGE_EVENTS = 2_000
const PREFIX = `${Funds.category}-`

export interface FundsReport {
  readonly funds: number
  readonly firstDifference?: { readonly position: string; readonly stream: string; readonly detail: string }
}

export async function verifyFunds(log: Pick<LogReader, 'readAll'>): Promise<FundsReport> {
  const funds = new Map<string, FundState>()
  let after: string | null = null
  let last = ''
  for (;;) {
    const page = await log.readAll(after, PAGE_EVENTS)
    for (const event of page) {
      if (!event.stream.startsWith(PREFIX)) continue
      last = event.position
      const fund: FundState = evolveRecorded(Funds, funds.get(event.stream) ?? Funds.decider.initial, event)
      funds.set(event.stream, fund)
      const detail = unsoundness(fund.ledger)
      if (detail)
        return { funds: funds.size, firstDifference: { position: event.position, stream: event.stream, detail } }
    }
    after = page.at(-1)?.position ?? null
    if (page.length < PAGE_EVENTS) break
  }
  for (const [stream, { ledger }] of funds) {
    const detail = unsoundnessInFull(ledger)
    if (detail) return { funds: funds.size, firstDifference: { position: last, stream, detail } }
  }
  return { funds: funds.size }
}
