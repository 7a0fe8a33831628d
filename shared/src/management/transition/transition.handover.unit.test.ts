/** The handover list, and what may be skipped on a recorded ground. */
import { describe, expect, test } from 'vitest'
import type { ManagementCommand } from '../management.decider.ts'
import {
  adopted,
  after,
  decided,
  item,
  listed,
  noticed,
  now,
  opened,
  signed,
  skip,
  stateAfter,
  story,
  TODAY,
  takenOver,
  told,
} from './transition.fixture.ts'

describe('handover list', () => {
  const record = (...items: ReturnType<typeof item>[]) => now({ type: 'RecordHandover', items })
  const given = after(adopted, opened, decided)
  test('what is missing or refused is told, money is counted, personal data is proven', () => {
    given(record(item('keys', { state: 'missing' }))).rejected('handover-needs-note', { field: 'items[0].note' })
    given(record(item('keys', { state: 'refused', note: ' ' }))).rejected('handover-needs-note')
    given(record(item('deposits', { amountFen: null }))).rejected('handover-needs-amount')
    given(record(item('personal-data', { how: null }))).rejected('handover-needs-data-proof', { field: 'items[0].how' })
    given(record(item('personal-data', { files: [] }))).rejected('handover-needs-data-proof')
    expect(
      given(record(item('personal-data', { state: 'refused', how: null, files: [], note: '拒绝返还' }))).summary(),
    ).toBe('HandoverRecorded')
    expect(given(record(item('lift-user', { state: 'not-applicable', count: null }))).summary()).toBe(
      'HandoverRecorded',
    )
  })

  test('only what changed is recorded again', () => {
    after(adopted, opened, decided, listed)(listed).nothing()
    const change = record(item('keys'), item('rooms', { count: 9 }))
    after(
      adopted,
      opened,
      decided,
      listed,
    )(change).then(...told(adopted, opened, decided, listed, record(item('rooms', { count: 9 }))).slice(-1))
  })

  test('signed when whole, with the paper, by both; a change in between voids the first signature', () => {
    after(adopted, opened, decided, record(item('keys')))(signed('old')).rejected('handover-incomplete', { count: 13 })
    const whole = [adopted, opened, decided, listed] as const
    after(...whole)({ ...signed('old'), files: [] } as ManagementCommand).rejected('handover-needs-paper')
    after(...whole)({ ...signed('old'), signedOn: '2026-03-02' } as ManagementCommand).rejected('transition-day-ahead')
    after(...whole, signed('old'))(signed('old')).nothing()
    const voided = stateAfter(...whole, signed('old'), record(item('keys', { count: 9 })))
    expect(voided.transition.open?.signed).toEqual({ old: null, new: null })
    after(...whole, signed('old'), signed('new'))(record(item('keys', { count: 9 }))).rejected('handover-signed')
  })
})

describe('who has signed as the new side', () => {
  const signedOf = (...commands: readonly ManagementCommand[]) =>
    stateAfter(...story, ...commands).transition.open?.signed
  const other = { ...decided, mode: 'self-governance', operatorId: 'group' } as ManagementCommand

  test('has not signed for another whom a later decision names', () => {
    expect(signedOf(other)).toEqual({ old: TODAY, new: null })
    after(...story, other)(takenOver()).rejected('transition-step-before', { step: 'handover' })
    expect(after(...story, other, signed('new'))(takenOver()).summary()).toBe('ModeAdopted ManagementTakenOver')
  })

  test('has signed when only the ground is put right', () => {
    const corrected = {
      ...decided,
      ground: { kind: 'decision', text: '业主大会决议', file: null },
    } as ManagementCommand
    expect(signedOf(corrected)).toEqual({ old: TODAY, new: TODAY })
  })
})

describe('skipping', () => {
  test('a step is done or skipped on a recorded ground; nothing else leads to taking over', () => {
    const [, ...steps] = story
    for (const step of ['decision', 'notice', 'handover'] as const) {
      const omitted = story[{ decision: 2, notice: 3, handover: 6 }[step]]
      // The notice by the manager needs no decision, so that leaving that one out leaves the others possible.
      const others = steps
        .filter((each) => each !== omitted)
        .map((each) => (each === noticed && step === 'decision' ? { ...noticed, kind: 'after-expiry' } : each))
      const given = [adopted, ...others] as ManagementCommand[]
      after(...given)(takenOver()).rejected('transition-step-before', { step })
      expect(after(...given, skip(step))(takenOver()).summary(), step).toBe('ModeAdopted ManagementTakenOver')
    }
  })

  test('not what is done; once; and what was skipped stays to be read', () => {
    after(adopted, opened, decided)(skip('decision')).rejected('transition-step-done')
    after(adopted, opened, skip('notice'))(skip('notice')).nothing()
    after(adopted)(skip('notice')).rejected('transition-none-open')
    expect(stateAfter(adopted, opened, skip('notice')).transition.open?.skipped.notice).toBe('原物业已撤离，无人可通知')
  })

  test('without proposal and decision nobody is there to take over', () => {
    const bare = { ...opened, proposal: null } as ManagementCommand
    const skipped = [skip('proposal'), skip('decision'), skip('notice'), skip('handover')]
    after(adopted, bare, ...skipped)(takenOver(TODAY)).rejected('transition-step-before', { step: 'decision' })
  })

  test('a skipped decision is the ground of the mode, in its own words', () => {
    const events = told(
      adopted,
      opened,
      skip('decision', '街道现场会议\n先行接管'),
      skip('notice'),
      skip('handover'),
      takenOver(TODAY),
    )
    expect(events.find((event) => event.type === 'ModeAdopted' && event.data.adoptionId === 'a2')?.data).toMatchObject({
      ground: { kind: 'other', text: '街道现场会议 先行接管' },
    })
  })

  test('what is left of a notice may be skipped', () => {
    expect(after(...story, skip('notice'))(takenOver(TODAY)).summary()).toBe('ModeAdopted ManagementTakenOver')
  })
})
