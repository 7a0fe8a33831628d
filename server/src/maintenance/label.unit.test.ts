/** Labels as facts in and rows out, and what seals and limits promise. */
import { LabelIssued, LabelUsed, LabelWithdrawn } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { projected } from '../../../test/kit/projection-spec.ts'
import { placesProjection } from '../places/index.ts'
import { createLabelLimit } from './label.limit.ts'
import { labelsProjection } from './label.projection.ts'
import { labelInUse, labelsOf } from './label.queries.ts'
import { createLabelSeals, drawCode } from './label.secrets.ts'

const CODE = '7k2m9qd4w8xza'
const OTHER = '0bcdefghjkmnp'
const of = { labelId: 'l1', compoundId: 'c1' }
const issued = LabelIssued({ ...of, place: { kind: 'entrance', id: 'e1' }, code: CODE })
const used = (requestId: string, digit: string) => LabelUsed({ ...of, requestId, followUpHash: digit.repeat(64) })

test('a label is listed with what came in by it until it is withdrawn', () => {
  const there = projected([placesProjection, labelsProjection], [issued, used('r1', 'a'), used('r2', 'b')]).read
  expect(labelsOf(there, 'c1')).toMatchObject([{ id: 'l1', code: CODE, reports: 2 }])
  expect(labelsOf(there, 'c2')).toEqual([])
  expect(labelInUse(there, CODE)).toMatchObject({ labelId: 'l1', compoundId: 'c1' })
  expect(() => labelInUse(there, OTHER)).toThrow('label-unknown')
  const gone = projected([placesProjection, labelsProjection], [issued, LabelWithdrawn({ ...of, reason: '污损' })]).read
  expect(labelsOf(gone, 'c1')).toEqual([])
  expect(() => labelInUse(gone, CODE)).toThrow('label-withdrawn')
})

test('codes are of the right form, and no two alike', () => {
  const codes = Array.from({ length: 1_000 }, drawCode)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.filter((code) => !/^[0-9a-hjkmnp-tv-z]{13}$/.test(code))).toEqual([])
})

test('a form is opened by this server, for this label, and the same command opens the same one', () => {
  const nowMs = Date.parse('2026-03-10T02:00:00.000Z')
  const seals = createLabelSeals('a secret of this server, long enough')
  const { token, expiresAtMs } = seals.openForm(CODE, 'key-1', nowMs)
  expect(seals.openForm(CODE, 'key-1', nowMs).token).toBe(token)
  expect(seals.openForm(CODE, 'key-2', nowMs).token).not.toBe(token)
  expect(expiresAtMs).toBe(nowMs + 30 * 60_000)
  expect(seals.formOf(CODE, token)).toMatchObject({ expiresAtMs })
  expect(seals.formOf(OTHER, token)).toBeNull()
  expect(createLabelSeals('the secret of another server, as long').formOf(CODE, token)).toBeNull()
  for (let index = 0; index < token.length; index++) {
    const changed = `${token.slice(0, index)}${token[index] === '0' ? '1' : '0'}${token.slice(index + 1)}`
    expect(seals.formOf(CODE, changed), `letter ${index}`).toBeNull()
  }
})

test('what is too much waits for its window; another address, label or form does not', () => {
  let nowMs = 0
  const limit = createLabelLimit({ nowMs: () => nowMs })
  for (let count = 0; count < 12; count++) limit.report('here', `label-${count}`)
  expect(() => limit.report('here', 'label')).toThrow('label-slow-down')
  limit.report('there', 'label')
  nowMs += 10 * 60_000
  limit.report('here', 'label')

  for (let count = 0; count < 24; count++) limit.report(`address-${count}`, 'busy')
  expect(() => limit.report('one more', 'busy')).toThrow('label-slow-down')

  const giveBack = limit.takeRoom('form-1', 20 * 1024 * 1024)
  expect(() => limit.takeRoom('form-1', 5 * 1024 * 1024)).toThrow('label-photos-full')
  limit.takeRoom('form-2', 5 * 1024 * 1024)
  giveBack()
  limit.takeRoom('form-1', 5 * 1024 * 1024)
})
