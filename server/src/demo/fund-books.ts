/** The books of the fund where the demo's resident lives: a year posted, a month closed with the bank, one with a difference. */
import { createHash } from 'node:crypto'
import { addDays, type Day } from '@changxin/shared/kernel'
import {
  Book,
  bankFenAt,
  type FundCommand,
  type FundState,
  lastDayOfMonth,
  monthOf,
} from '@changxin/shared/repair-fund'
import { msOf } from './calendar.ts'
import type { DemoPictures } from './pictures.ts'
import { Funds, StoredFiles } from './streams.ts'
import { deskOf, type LivingCompound, today, type World } from './world.ts'

/** The bank's balance comes on this day of the next month; the second person looks at it the day after. */
const BALANCE_DAY = 5
const CLOSING_DAY = 6
/** Interest that the bank has credited and nobody has entered yet. */
const INTEREST_FEN = 1_342

interface Books {
  readonly world: World
  readonly own: LivingCompound
  readonly pictures: DemoPictures
}

const monthBefore = (day: Day) => monthOf(addDays(`${monthOf(day)}-01`, -1))

export function planFundBooks(world: World, pictures: DemoPictures): void {
  const { anchor, staff } = world.county
  const own = world.compounds.find(({ plan }) => plan.id === staff.residentHome.compoundId)
  if (!own?.fund) return
  const books: Books = { world, own, pictures }
  const lastYear = String(Number(anchor.slice(0, 4)) - 1)
  if (own.fund.openedOn < `${lastYear}-12-01`) at(books, `${lastYear}-12-31`, 15, () => post(books, lastYear))
  const month = monthBefore(addDays(anchor, -CLOSING_DAY))
  const before = monthBefore(`${month}-01`)
  if (own.fund.openedOn > `${before}-01`) return
  at(books, lastDayOfMonth(before), BALANCE_DAY, () => reconcile(books, before, 0))
  at(books, lastDayOfMonth(before), CLOSING_DAY, () => close(books, before))
  at(books, lastDayOfMonth(month), BALANCE_DAY, () => reconcile(books, month, INTEREST_FEN))
}

const at = ({ world }: Books, end: Day, days: number, run: () => void) =>
  world.agenda.add(msOf(addDays(end, days), 16), run)

const tell = ({ world, own }: Books, command: FundCommand, by: string) =>
  world.journal.tell(Funds, own.plan.id, command, { by }, { sha256 })

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function post(books: Books, period: string): void {
  const { world, own, pictures } = books
  const by = deskOf(world, own).deskId
  const file = { ...pictures.posted, uploaderId: by }
  world.journal.tell(StoredFiles, file.sha256, { type: 'StoreFile', file }, { by })
  const compoundId = own.plan.id
  const statementId = world.ids.of('fund-statement', compoundId, period)
  const posted = { postedOn: today(world), place: '各单元门口公示栏', noticeDays: 7, files: [file.sha256] }
  tell(books, { type: 'PostStatement', compoundId, statementId, period, ...posted, by, today: today(world) }, by)
}

/** `moreFen`: what the bank has more than our book. */
function reconcile(books: Books, month: string, moreFen: number): void {
  const { world, own } = books
  const by = deskOf(world, own).deskId
  const compoundId = own.plan.id
  const asOf = lastDayOfMonth(month)
  const state: FundState = world.journal.state(Funds, compoundId)
  for (const book of Book.options) {
    const bookFen = bankFenAt(state, book, asOf)
    if (bookFen === 0) continue
    const reconciliationId = world.ids.of('fund-reconciliation', compoundId, month, book)
    const bank = { asOf, bankFen: bookFen + (book === 'commercial' ? moreFen : 0), source: '银行对账单', file: null }
    const about = { compoundId, reconciliationId, month, book }
    tell(books, { type: 'ReconcileBank', ...about, ...bank, by, today: today(world) }, by)
  }
  if (moreFen === 0) return
  const differenceId = world.ids.of('fund-difference', compoundId, month)
  const difference = { book: 'commercial', since: asOf, reason: 'interest-unrecorded', amountFen: moreFen } as const
  const command = { type: 'RecordBankDifference', compoundId, differenceId, ...difference } as const
  tell(books, { ...command, note: '季度结息，待入账', by, today: today(world) }, by)
}

function close(books: Books, month: string): void {
  const { world, own } = books
  const by = world.county.staff.administratorId
  tell(books, { type: 'ClosePeriod', compoundId: own.plan.id, month, by, today: today(world) }, by)
}
