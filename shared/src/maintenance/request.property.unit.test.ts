/** Any commands of several people, right and wrong, some late from a phone, a timer that may sleep: what holds after each. */
import { epochMsOf, fold, type Instant, instantOf, Rejected } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { DAY, happened, minutes, reportedEvent } from '../../../test/kit/request-fixtures.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { RequestStatus } from './api.ts'
import { maintenanceErrors } from './errors.ts'
import { type RequestEvent, requestEvents } from './events.ts'
import { liabilityErrors } from './liability.errors.ts'
import { dueOf, isOpen } from './request.clocks.ts'
import type { RequestCommand } from './request.commands.ts'
import { ACTION_OF, requestDecider } from './request.decider.ts'
import { commandOf, commands, factsFor, going, MAX_FIRINGS, onSite, pauseWork } from './request.fixture.ts'
import { possibleActions } from './request.possible.ts'
import { type KnownRequest, type RequestState, waitersOf } from './request.state.ts'
import { expectClocksRight, verdictsOf } from './request.verdicts.fixture.ts'

type Type = RequestCommand['type']
const people = ['resident', 'neighbour', 'worker', 'li', 'wang'] as const
const types = Object.keys(commands) as Type[]
/** Those that lead on are asked more often, so that runs come to every status. */
const often: Type[] = ['StartWork', 'StartWork', 'PauseWork', 'CompleteWork', 'CompleteWork', 'AssignRequest']
const [NOW, HOUR] = [0, 60]

const step = fc.record({
  type: fc.constantFrom(...types, ...often),
  by: fc.constantFrom(...people, 'worker', 'worker'),
  other: fc.constantFrom(...people),
  /** Minutes since the command before. */
  wait: fc.constantFrom(5, HOUR, 5 * HOUR, DAY, 8 * DAY),
  /** Minutes that it was without signal. */
  lag: fc.constantFrom(NOW, NOW, NOW, 15, 3 * HOUR, 3 * DAY),
  isTimerAsleep: fc.boolean(),
  choice: fc.nat({ max: 11 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const run = fc.record({
  isEmergency: fc.boolean(),
  steps: fc.array(step, { minLength: 8, maxLength: 25 }),
})

const causes = ['no-access', 'owner-decision', 'fund-vote', 'parts', 'weather', 'other'] as const
const results = ['satisfied', 'dissatisfied', 'unreachable'] as const
const targets = ['response', 'resolution'] as const
const levels = ['due-soon', 'manager', 'centre', 'subdistrict'] as const

/** The fixture's command, by somebody, about somebody, with contents of its own. */
function commandAt({ type, by, other, lag, choice }: Step, minute: number, state: KnownRequest): RequestCommand {
  const asked = { by, at: minutes(minute - lag), receivedAt: minutes(minute) }
  const command = { ...commands[type], ...asked }
  const target = targets[choice % 2] ?? 'response'
  switch (command.type) {
    case 'AssignRequest':
      return { ...command, assigneeId: other, helperIds: choice % 2 ? [by, by, other] : [] }
    case 'TransferRequest':
      return { ...command, assigneeId: other }
    case 'PauseWork': {
      const resumeBy = minutes(minute - lag + (choice - 1) * DAY).slice(0, 10)
      return { ...command, ...pauseWork(causes[choice % 6], resumeBy), ...asked } as RequestCommand
    }
    case 'CompleteWork':
      return choice === 0 ? { ...command, note: ' ' } : command
    case 'FollowRequest':
      return { ...command, personId: by }
    case 'JoinFollowers':
      return { ...command, personIds: [by, other, by] }
    case 'RecordVisit':
      return {
        ...command,
        visitId: `v${minute}`,
        result: results[choice % 3] ?? 'satisfied',
        note: choice > 5 ? '还在漏' : null,
      }
    case 'RecordCost':
      return {
        ...command,
        entryId: `e${minute}`,
        labourFen: choice * 100 - 300,
        materials: choice > 8 ? command.materials : [],
      }
    case 'TellPerson':
      return { ...command, tellingId: `t${minute}` }
    case 'AddNote':
      return { ...command, noteId: `n${minute}` }
    case 'HandOverRequest':
      return { ...command, by: 'system', adoptionId: `a${choice % 3}`, assigneeStays: choice > 8 }
    case 'MissTarget':
      return { ...command, target, dueAt: choice > 3 ? state[target].dueAt : asked.at }
    case 'EscalateRequest':
      return { ...command, target, level: levels[choice % 4] ?? 'due-soon' }
    default:
      return command
  }
}

interface Told {
  readonly command: RequestCommand
  readonly before: KnownRequest
  readonly after: KnownRequest
  readonly fresh: readonly RequestEvent[]
  readonly request: ReturnType<typeof going>
  readonly refusal: Rejected | null
}

/** Plays a run and looks after each command and each firing of the timer. */
function play(
  { isEmergency, steps }: typeof run extends fc.Arbitrary<infer Run> ? Run : never,
  look: (told: Told) => void,
) {
  const request = going(happened(0, reportedEvent(isEmergency ? onSite : {}), 'resident'))
  const known = () => request.state() as KnownRequest
  function tell(command: RequestCommand) {
    const before = known()
    let fresh: readonly RequestEvent[] = []
    let refusal: Rejected | null = null
    try {
      fresh = request.tell(command)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refusal = error
    }
    look({ command, before, after: known(), fresh, request, refusal })
  }
  let minute = 0
  for (const each of steps) {
    minute += each.wait
    if (!each.isTimerAsleep) wake(minutes(minute))
    tell(commandAt(each, minute, known()))
  }

  function wake(instant: Instant) {
    for (let fired = 0; ; fired++) {
      const [due] = dueOf(known())
      if (!due || due.dueAt > instant) return
      expect(fired, 'the timer settles').toBeLessThan(MAX_FIRINGS)
      tell(commandOf(due))
    }
  }
}

const holds = (look: (told: Told) => void, runs = 300) =>
  fc.assert(
    fc.property(run, (one) => play(one, look)),
    seeded(runs),
  )

const errors = { ...maintenanceErrors.entries, ...liabilityErrors.entries }

test('decisions: a sayable refusal or events that fit their schemas; the state is what all events tell', () => {
  const [visited, said, refused] = [new Set<string>(), new Set<string>(), new Set<string>()]
  holds(({ after, fresh, request, refusal }) => {
    visited.add(after.status)
    if (refusal) {
      refused.add(refusal.code)
      expectSayable(errors, refusal)
    }
    for (const { type, data } of fresh) {
      said.add(type)
      expect(requestEvents.find((each) => each.type === type)?.schema.parse(data)).toEqual(data)
    }
    expect(fold(requestDecider, request.log)).toEqual(after)
    const stored = JSON.parse(JSON.stringify(after)) as RequestState
    expect(stored, 'views keep the state as JSON').toEqual(after)
  })
  expect(visited, 'the runs go everywhere').toEqual(new Set(RequestStatus.options))
  const never = ['RequestReported', 'FundUseProposed']
  expect(said).toEqual(new Set(requestEvents.map(({ type }) => type).filter((type) => !never.includes(type))))
  expect(refused.size, [...refused].join(' ')).toBeGreaterThan(10)
})

test('only what the table of possible steps names is taken, and only that is refused for the status', () => {
  holds(({ command, before, fresh, refusal }) => {
    if (!(command.type in ACTION_OF)) return
    const isPossible = possibleActions(before).includes(ACTION_OF[command.type as keyof typeof ACTION_OF])
    if (fresh.length > 0) expect(isPossible).toBe(true)
    if (refusal) expect(refusal.code === 'request-wrong-status').toBe(!isPossible)
  })
})

test('who works, who waits, what stands still, what it cost', () => {
  holds(({ command, after, before, request }) => {
    const { status, assigneeId, helperIds, followerIds, reporterId } = after
    const isWorkedOn = ['assigned', 'started'].includes(status)
    const wasWorkedOn = ['paused', 'completed', 'confirmed', 'unanswered'].includes(status)
    if (isWorkedOn || (wasWorkedOn && after.changedHands === null)) expect(assigneeId).not.toBeNull()
    expect(helperIds).not.toContain(assigneeId)
    expect(followerIds).not.toContain(reporterId)
    expect(new Set(waitersOf(after)).size).toBe(waitersOf(after).length)
    expect(waitersOf(after), 'who waits is never forgotten').toEqual(expect.arrayContaining([...waitersOf(before)]))
    expect(after.pause !== null).toBe(status === 'paused')
    expect(after.completedAt !== null).toBe(['completed', 'confirmed', 'unanswered'].includes(status))
    if (['started', 'completed', 'confirmed', 'unanswered'].includes(status)) expect(after.response.met).toBe(true)
    if (status === 'unanswered' && before.status === 'completed')
      expect(epochMsOf(command.at) - epochMsOf(before.completedAt ?? '')).toBeGreaterThanOrEqual(7 * DAY * 60_000)
    const costs = request.log.flatMap((event) => (event.type === 'CostRecorded' ? [event.data] : []))
    const sum = (figures: readonly number[]) => figures.reduce((all, each) => all + each, 0)
    expect(after.costFen).toBe(
      sum(costs.map(({ labourFen, materials }) => labourFen + sum(materials.map(({ amountFen }) => amountFen)))),
    )
  })
})

test('the latest step never becomes an earlier one, and no step is more than the skew before it', () => {
  holds(({ command, before, after, fresh }) => {
    const [was, is] = [before.stepAt ?? '', after.stepAt ?? '']
    expect(is >= was).toBe(true)
    if (fresh.some(({ type }) => /^Work|Reopened|PartlyFixed/.test(type)) && command.by !== 'system')
      expect(epochMsOf(command.at)).toBeGreaterThanOrEqual(epochMsOf(was) - 120_000)
  })
})

test('the same command twice adds nothing the second time', () => {
  holds(({ command, after, fresh }) => {
    if (fresh.length === 0) return
    let again: readonly RequestEvent[] = []
    try {
      again = requestDecider.decide(command, after, factsFor(command))
    } catch (error) {
      expect(error).toBeInstanceOf(Rejected)
    }
    expect(again).toEqual([])
  })
})

describe('clocks', () => {
  test('never run backwards, move by pauses alone and exactly, and are judged by when they were met', () => {
    holds(expectClocksRight, 600)
  })

  test('are missed once, corrected only after that, and told level by level', () => {
    holds(({ request }) => {
      for (const told of verdictsOf(request.log)) {
        const { verdicts, levels: said } = told
        expect(verdicts, 'missed and corrected take turns').toEqual(
          verdicts.map((_, index) => (index % 2 ? 'VerdictCorrected' : 'TargetMissed')),
        )
        expect(said).toEqual(levels.slice(0, said.length))
      }
    })
  })

  test('everything due settles: in the order of time, each firing does its item, and then nothing is due', () => {
    holds(({ after, request }) => {
      const rest = going(...request.log)
      const known = () => rest.state() as KnownRequest
      for (let fired = 0; dueOf(known()).length > 0; fired++) {
        expect(fired, 'four levels and a miss for each clock, a resumption, a lapse').toBeLessThan(MAX_FIRINGS)
        const items = dueOf(known())
        expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).sort())
        const [next] = items
        if (!next) break
        expect(rest.tell(commandOf(next)), 'it does something').not.toEqual([])
        expect(dueOf(known()), 'and then is done').not.toContainEqual(next)
      }
      if (!isOpen(after)) return
      const { response, resolution } = known()
      for (const clock of [response, resolution]) expect(clock.met || clock.missed, 'an open clock runs out').toBe(true)
      expect(instantOf(epochMsOf(resolution.dueAt))).toBe(resolution.dueAt)
    }, 150)
  })
})
