import { FileStored } from '@changxin/shared/files'
import { Rejected } from '@changxin/shared/kernel'
import {
  RequestAssigned,
  RequestFollowed,
  RequestNoteAdded,
  RequestReported,
  WorkCompleted,
} from '@changxin/shared/maintenance'
import { ModeAdopted } from '@changxin/shared/management'
import { PersonErased } from '@changxin/shared/people'
import { ContributionsRecorded } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import { target } from '../../../test/kit/request-fixtures.ts'
import { filesProjection } from './files.projection.ts'
import { findFile, mattersOf, requireOwnFiles, unwantedFiles } from './files.queries.ts'

const [photo, after, note, receipt, contract] = ['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
  string,
]
const stored = (sha256: string, uploaderId: string) =>
  FileStored({ sha256, type: 'image/jpeg', bytes: 10, uploaderId, widthPx: 4, heightPx: 3, takenAt: null })
const of = { requestId: 'r1', compoundId: 'c1' }
const reported = recorded(
  RequestReported({
    ...of,
    number: '1',
    place: { kind: 'unit', id: 'u1' },
    unitId: 'u1',
    buildingId: 'b1',
    category: 'drain',
    urgency: 'ordinary',
    text: '厨房下水堵了',
    files: [photo],
    reporterId: 'resident',
    target,
  }),
  { actor: 'clerk' },
)

test('a file of a request may be seen by whoever may see the request', () => {
  const facts = projected(filesProjection, [
    stored(photo, 'clerk'),
    reported,
    RequestAssigned({ ...of, assigneeId: 'worker', helperIds: ['mate'] }),
    RequestFollowed({ ...of, personId: 'neighbour' }),
    WorkCompleted({ ...of, note: null, files: [after] }),
    RequestNoteAdded({ ...of, noteId: 'n1', text: '约好', files: [note] }),
  ])
  const subject = {
    compoundId: 'c1',
    unitId: 'u1',
    day: '2026-03-01',
    personIds: ['resident', 'clerk', 'worker'],
    helperIds: ['mate'],
    followerIds: ['neighbour'],
  }
  for (const file of [photo, after, note])
    expect(mattersOf(facts.read, file)).toEqual([
      { action: 'maintenance.request', subject },
      { action: 'maintenance.job', subject: { aboutId: 'r1' } },
    ])
  expect(findFile(facts.read, photo)).toEqual({ type: 'image/jpeg', bytes: 10 })
  expect(findFile(facts.read, after)).toBeUndefined()
})

test('receipts go with the fund, contracts with the management', () => {
  const { read } = projected(filesProjection, [
    ContributionsRecorded({
      compoundId: 'c1',
      contributionId: 'k1',
      kind: 'top-up',
      paidOn: '2026-03-01',
      note: null,
      file: receipt,
      rows: [{ entryId: 'e1', unitId: 'u1', amountFen: 100 }],
    }),
    ModeAdopted({
      adoptionId: 'm1',
      compoundId: 'c2',
      mode: 'self-governance',
      since: '2026-03-01',
      operatorId: null,
      ground: { kind: 'contract', text: '决议', file: contract },
    }),
  ])
  expect(mattersOf(read, receipt)).toEqual([{ action: 'repair-fund.accounts', subject: { compoundId: 'c1' } }])
  expect(mattersOf(read, contract)).toEqual([{ action: 'management.history', subject: { compoundId: 'c2' } }])
  expect(mattersOf(read, photo)).toEqual([])
})

test('only files that the person brought may be attached', () => {
  const { read } = projected(filesProjection, [stored(photo, 'li'), stored(photo, 'wang'), stored(after, 'wang')])
  expect(requireOwnFiles(read, 'li', [photo])).toBeUndefined()
  expect(() => requireOwnFiles(read, 'li', [photo, after])).toThrow(Rejected)
  expect(() => requireOwnFiles(read, 'li', [note])).toThrow('file-unknown')
})

test('erasing a person leaves what belongs to a matter or to others, and gives up the rest', () => {
  const facts = projected(filesProjection, [
    stored(photo, 'li'),
    reported,
    stored(after, 'li'),
    stored(after, 'wang'),
    stored(note, 'li'),
  ])
  facts.apply(PersonErased({ personId: 'li', reason: '本人要求' }))
  expect(unwantedFiles(facts.read)).toEqual([note])
  expect(findFile(facts.read, note)).toBeUndefined()
  expect(findFile(facts.read, photo)).toBeDefined()
  expect(facts.all('SELECT * FROM files_uploader')).toEqual([{ sha256: after, person_id: 'wang' }])
  facts.apply(stored(note, 'wang'))
  expect(unwantedFiles(facts.read)).toEqual([])
})
