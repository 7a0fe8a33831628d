/**
 * The whole machine: what every command does in every status. A status: that is what it is then; `+` taken, the status
 * stays; `=` already so, or nothing to do; `x` not in this status; `404` no such request; else the code of the refusal.
 */
import { readFileSync } from 'node:fs'
import { fold } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { happened, history, timing } from '../../../test/kit/request-fixtures.ts'
import { RequestStatus } from './api.ts'
import type { RequestCommand } from './request.commands.ts'
import { ACTION_OF, requestDecider } from './request.decider.ts'
import { commands, factsFor, histories } from './request.fixture.ts'
import { possibleActions } from './request.possible.ts'
import { actionWords } from './request.words.ts'

const whileOpen = `
                     none     reported accepted assigned started  paused
  ReportRequest      reported =        =        =        =        =
  AcceptRequest      404      accepted =        =        =        =
  RejectRequest      404      rejected rejected rejected x        x
  AssignRequest      404      assigned assigned =        =        =
  AssignRequest:li   404      assigned assigned +        assigned assigned
  GrabRequest        404      assigned assigned =        =        =
  GrabRequest:li     404      assigned assigned x        x        x
  TransferRequest    404      x        x        +        assigned assigned
  HandBackRequest    404      x        x        accepted accepted accepted
  HandBackRequest:li 404      x        x        not-mine not-mine not-mine
  StartWork          404      x        started  started  =        x
  StartWork:li       404      x        started  others   =        x
  PauseWork          404      x        x        paused   paused   =
  ResumeWork         404      x        x        =        =        started
  CompleteWork       404      x        x        completed completed completed
  RecordCost         404      x        x        x        +        +
  ConfirmCompletion  404      x        x        x        x        x
  ReportPartlyFixed  404      x        x        x        x        x
  ReopenRequest      404      x        x        x        x        x
  CancelRequest      404      cancelled cancelled cancelled x     x
  CloseRequest       404      x        closed   closed   closed   closed
  MergeRequest       404      merged   merged   merged   x        x
  FollowRequest      404      +        +        +        +        +
  JoinFollowers      404      +        +        +        +        +
  UrgeRequest        404      +        +        +        +        +
  TellPerson         404      +        +        +        +        +
  RecordVisit        404      x        x        x        x        x
  AddNote            404      +        +        +        +        +
  DecideLiability    404      +        +        +        +        +
  HandOverRequest    =        +        +        accepted accepted +
  MissTarget         =        +        +        +        +        =
  EscalateRequest    =        +        +        +        +        =
  LapseConfirmation  =        =        =        =        =        =
`
const afterwards = `
                     completed  confirmed unanswered cancelled rejected merged   closed
  ReportRequest      =          =         =          =         =        =        =
  AcceptRequest      x          x         x          x         x        x        x
  RejectRequest      x          x         x          x         =        x        x
  AssignRequest      x          x         x          x         x        x        x
  AssignRequest:li   x          x         x          x         x        x        x
  GrabRequest        x          x         x          x         x        x        x
  GrabRequest:li     x          x         x          x         x        x        x
  TransferRequest    x          x         x          x         x        x        x
  HandBackRequest    x          x         x          x         x        x        x
  HandBackRequest:li x          x         x          x         x        x        x
  StartWork          x          x         x          x         x        x        x
  StartWork:li       x          x         x          x         x        x        x
  PauseWork          x          x         x          x         x        x        x
  ResumeWork         x          x         x          x         x        x        x
  CompleteWork       =          x         x          x         x        x        x
  RecordCost         +          +         +          x         x        x        +
  ConfirmCompletion  confirmed  =         confirmed  x         x        x        x
  ReportPartlyFixed  assigned   x         assigned   x         x        x        x
  ReopenRequest      assigned   assigned  assigned   x         accepted x        assigned
  CancelRequest      x          x         x          =         x        x        x
  CloseRequest       x          x         x          x         x        x        =
  MergeRequest       x          x         x          x         x        =        x
  FollowRequest      x          x         x          x         x        x        x
  JoinFollowers      ended      ended     ended      ended     ended    ended    ended
  UrgeRequest        x          x         x          x         x        x        x
  TellPerson         +          x         +          x         x        x        x
  RecordVisit        +          +         +          x         x        x        +
  AddNote            +          +         +          +         +        +        +
  DecideLiability    +          +         +          over      over     over     +
  HandOverRequest    +          =         =          =         =        =        =
  MissTarget         =          =         =          =         =        =        =
  EscalateRequest    =          =         =          =         =        =        =
  LapseConfirmation  unanswered =         =          =         =        =        =
`
const short: Readonly<Record<string, string>> = {
  'request-unknown': '404',
  'request-wrong-status': 'x',
  'request-not-yours': 'not-mine',
  'request-assigned-to-other': 'others',
  'merge-target-ended': 'ended',
  'liability-request-ended': 'over',
}

interface Cell {
  readonly status: RequestStatus | 'none'
  readonly name: string
  readonly type: RequestCommand['type']
  readonly cell: string
}
function cellsOf(table: string): readonly Cell[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return rows.flatMap(([name = '', ...row]) => {
    expect(row, name).toHaveLength(head.length)
    return row.map((cell, index) => {
      const [type] = name.split(':') as [RequestCommand['type']]
      return { status: head[index] as RequestStatus, name, type, cell }
    })
  })
}
const cells = [...cellsOf(whileOpen), ...cellsOf(afterwards)]

/** Each variant: somebody else asks, or somebody else is to do it. */
function commandFor({ name, type }: Cell): RequestCommand {
  const command = commands[type]
  if (name === type) return command
  return command.type === 'AssignRequest' ? { ...command, assigneeId: 'li' } : { ...command, by: 'li' }
}

function outcomeOf(cell: Cell): string {
  const events = history(...histories[cell.status])
  const command = commandFor(cell)
  const spec = given(requestDecider, ...events)
  const outcome = spec.when(command, factsFor(command)).summary()
  if (outcome === 'nothing') return '='
  if (/^[a-z]/.test(outcome)) return short[outcome] ?? outcome
  const fresh = requestDecider.decide(command, spec.state, factsFor(command)).map((event) => happened(60, event))
  const { status } = fold(requestDecider, [...events, ...fresh])
  return status === cell.status ? '+' : status
}

describe('the table is whole', () => {
  test('every status', () => {
    expect(new Set(cells.map(({ status }) => status))).toEqual(new Set(['none', ...RequestStatus.options]))
  })

  test('every command that the source names', () => {
    const source = readFileSync(new URL('request.commands.ts', import.meta.url), 'utf8')
    const named = [...source.matchAll(/Asked<\s*'(\w+)'/g)].map((match) => match[1] ?? '')
    expect(named.length).toBeGreaterThan(20)
    const all = new Set([...named, 'DecideLiability'])
    expect(new Set(cells.map(({ type }) => type))).toEqual(all)
    expect(new Set(Object.keys(commands)), 'in the fixture').toEqual(all)
  })

  test('every pair, once', () => {
    const names = new Set(cells.map(({ name }) => name))
    const pairs = cells.map(({ name, status }) => `${name} ${status}`)
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs).toHaveLength(names.size * (RequestStatus.options.length + 1))
  })

  test.each(Object.entries(histories))('the story that leads to %s does', (status, events) => {
    expect(fold(requestDecider, history(...events)).status).toBe(status)
  })
})

test.each(cells)('$name when $status: $cell', (each) => {
  expect(outcomeOf(each)).toBe(each.cell)
})

describe('buttons', () => {
  test('each action belongs to one command', () => {
    expect(Object.values(ACTION_OF).sort()).toEqual(Object.keys(actionWords).sort())
  })

  test('agree with the table: what does something is possible, what the status forbids is not', () => {
    for (const { name, status, type, cell } of cells) {
      if (!(type in ACTION_OF) || cell === '=') continue
      const action = ACTION_OF[type as keyof typeof ACTION_OF]
      expect(possibleActions({ status }).includes(action), `${name} when ${status}`).toBe(!['x', '404'].includes(cell))
    }
  })

  test('promise nothing that is refused on the spot to whoever has the work or waits', () => {
    for (const status of RequestStatus.options) {
      const { state } = given(requestDecider, ...history(...histories[status]))
      for (const [type, action] of Object.entries(ACTION_OF)) {
        if (!possibleActions(state).includes(action)) continue
        const command = { ...commands[type as keyof typeof ACTION_OF], at: timing.at }
        expect(() => requestDecider.decide(command, state, factsFor(command)), `${type} when ${status}`).not.toThrow()
      }
    }
  })
})
