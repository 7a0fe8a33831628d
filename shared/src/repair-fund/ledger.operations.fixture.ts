/** Every command that a fund knows, as often as it is worth trying. */

import type { FundCommand } from './fund.decider.ts'
import { change, decideChange, payLoss, sell } from './ledger.accounts.fixture.ts'
import { changeBookkeeper, close, compareOfficial, postStatement, workOff } from './ledger.closing.fixture.ts'
import { approve, propose, refuse } from './ledger.corrections.fixture.ts'
import { spend } from './ledger.expenses.fixture.ts'
import * as money from './ledger.money.fixture.ts'
import type { Draw, Operation, Telling } from './ledger.telling.fixture.ts'
import { withdraw } from './ledger.withdrawals.fixture.ts'

const operations: readonly (readonly [weight: number, operation: Operation])[] = [
  [10, money.contribute],
  [2, money.collect],
  [2, money.open],
  [5, money.income],
  [6, money.distribute],
  [3, money.interest],
  [3, money.assets],
  [4, money.suspense],
  [4, money.assign],
  [3, money.seller],
  [2, money.classify],
  [56, withdraw],
  [8, spend],
  [9, propose],
  [8, approve],
  [2, refuse],
  [6, change],
  [5, decideChange],
  [2, payLoss],
  [4, sell],
  [7, close],
  [1, workOff],
  [1, postStatement],
  [2, compareOfficial],
  [1, changeBookkeeper],
]
const WEIGHTS = operations.reduce((sum, [weight]) => sum + weight, 0)

/** A fund is opened first, gets its second book and money in most stories; then anything happens. */
const OPENING: readonly Operation[] = [money.open, money.classify, money.seller, money.collect]
const SKIPPED = 4

/** Where nothing of a kind is to be done, money comes in. */
export function operationOf(of: Telling, drawn: Draw): FundCommand {
  const first = of.number === 0 || drawn.b % SKIPPED > 0 ? OPENING[of.number] : undefined
  const told = (first ?? operationAt(drawn.kind))(of, drawn) ?? money.contribute(of, drawn)
  if (told === null) throw new Error('money can always come in')
  return told
}

function operationAt(kind: number): Operation {
  let at = kind % WEIGHTS
  for (const [weight, operation] of operations) {
    if (at < weight) return operation
    at -= weight
  }
  return money.contribute
}
