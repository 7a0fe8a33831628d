/** Two phones, or one phone twice: the same again is already so; what is not the same is never lost without a word. */
import { expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import { DAY, history, minutes, photo } from '../../../test/kit/request-fixtures.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { maintenanceErrors } from './errors.ts'
import type { RequestEvent } from './events.ts'
import type { RequestCommand } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import { at, commands, cost, going, histories, recordCost, recordVisit, told, visited } from './request.fixture.ts'
import { MAX_REQUEST_COST_FEN } from './request.steps.ts'

const request = (...events: RequestEvent[]) => given(requestDecider, ...history(...events))
const refused = (one: ReturnType<typeof request>, command: Parameters<typeof one.when>[0]) => {
  const refusal = refusalOf(() => requestDecider.decide(command, one.state, undefined))
  expectSayable(maintenanceErrors.entries, refusal)
  return refusal
}

test('a helper who completes what is completed keeps the photo: refused with what is possible, not passed over', () => {
  const done = request(...histories.completed)
  done.when(at(70, { type: 'CompleteWork', note: '已疏通', files: [] })).nothing()
  const other = refused(done, at(70, { type: 'CompleteWork', note: null, files: [photo] }))
  expect(other).toMatchObject({ code: 'request-wrong-status', params: { status: 'completed' } })
  expect(other.params.possible).toContain('maintenance.notes')
})

test('a rating that comes after the desk noted "by phone" is not swallowed', () => {
  const confirmed = request(...histories.confirmed)
  confirmed.when(at(70, { type: 'ConfirmCompletion', how: 'in-app', rating: null })).nothing()
  expect(refused(confirmed, at(70, { type: 'ConfirmCompletion', how: 'in-app', rating: 1 })).code).toBe(
    'request-wrong-status',
  )
})

test('whoever reported has the whole time to answer, also when the completion came in late', () => {
  const worked = going(...history(...histories.started))
  const [event] = worked.tell(at(60, { type: 'CompleteWork', note: '已疏通', files: [] }, 6 * DAY))
  expect(event?.data).toMatchObject({ knownAt: minutes(6 * DAY) })
  expect(worked.sleepUntil(minutes(12 * DAY)).map(({ type }) => type)).not.toContain('ConfirmationLapsed')
  expect(worked.sleepUntil(minutes(13 * DAY))).toMatchObject([{ type: 'ConfirmationLapsed', data: { days: 7 } }])
})

test('costs stay amounts that can be counted: one entry and all of them together', () => {
  const material = (amountFen: number) => ({ name: '弯头', unit: '个', quantity: 100, amountFen })
  const completed = request(...histories.completed)
  const much = at(70, {
    type: 'RecordCost',
    entryId: 'e9',
    labourFen: 1,
    note: null,
    materials: [material(MAX_REQUEST_COST_FEN)],
  })
  expect(refused(completed, much)).toMatchObject({ code: 'cost-too-large', params: { field: 'labourFen' } })
  const full = request(...histories.completed, cost('e1', MAX_REQUEST_COST_FEN, 0))
  expect(refused(full, at(70, recordCost('e2', 1, 0))).code).toBe('cost-too-large')
  full.when(at(70, recordCost('e2', -MAX_REQUEST_COST_FEN, 0))).then(cost('e2', -MAX_REQUEST_COST_FEN, 0))
})

test('everything that is added by hand counts towards the limit of a request', () => {
  const full = { ...request(...histories.completed).state, notes: 10_000 }
  for (const command of [
    at(70, { type: 'AddNote', noteId: 'n9', text: '多一条', files: [] }),
    at(70, recordCost('e9', 1, 1)),
    at(70, { type: 'TellPerson', tellingId: 't9', personId: null, means: 'phone', note: null }),
    at(70, { ...recordVisit('satisfied'), visitId: 'v9' } as ReturnType<typeof recordVisit>),
  ])
    expect(refusalOf(() => requestDecider.decide(command, full as never, undefined)).code).toBe('too-many-notes')
  const state = request(...histories.completed, cost('e1', 1, 1), told, visited('satisfied')).state
  expect(state).toMatchObject({ notes: 3 })
})

test('a decision about liability that is told again is already so, whatever was decided before it', () => {
  const open = going(...history(...histories.accepted))
  const decide = (note: string | null) => open.tell({ ...commands.DecideLiability, note } as RequestCommand).length
  expect([decide(null), decide('再看'), decide('再看'), decide('再看'), decide(null), decide(null)]).toEqual([
    1, 1, 0, 0, 1, 0,
  ])
})
