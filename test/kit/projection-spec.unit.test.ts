import { clockProjection } from '@changxin/server/clock/clock.projection.ts'
import { on, projection } from '@changxin/server/views/projection.ts'
import { DayStarted } from '@changxin/shared/clock'
import { expect, test } from 'vitest'
import { positionOf, projected, recorded } from './projection-spec.ts'

const days = [
  DayStarted({ day: '2026-03-01' }),
  recorded(DayStarted({ day: '2026-03-02' }), { position: 's00000000000000ff' }),
]

test('facts are applied in order, with the positions that they bring', () => {
  const views = projected(clockProjection, days)
  expect(views.all('SELECT day, position FROM clock_day')).toEqual([
    { day: '2026-03-01', position: positionOf(0) },
    { day: '2026-03-02', position: 's00000000000000ff' },
  ])
  expect(views.touches).toEqual([{ table: 'clock_day' }, { table: 'clock_day' }])
  expect(views.asOf('2026-03-01').before).toBe('s00000000000000ff')
})

test('a projection that remembers outside its rows is found by the replay', () => {
  let count = 0
  const impure = projection('impure', 1, 'CREATE TABLE impure_day (day TEXT, count INTEGER) STRICT', [
    on(DayStarted, (event, rows) => {
      count += 1
      rows.run('INSERT INTO impure_day VALUES (?, ?)', event.data.day, count)
      rows.touch({ table: 'impure_day' })
    }),
  ])
  expect(() => projected(impure, days)).toThrow(/after a replay/)
})

test('a handler that writes and does not touch is found', () => {
  const silent = projection('silent', 1, 'CREATE TABLE silent_day (day TEXT) STRICT', [
    on(DayStarted, (event, rows) => {
      rows.run('INSERT INTO silent_day VALUES (?)', event.data.day)
    }),
  ])
  expect(() => projected(silent, days)).toThrow(/touched nothing/)
})

test('a handler that reads another projection is found', () => {
  const nosy = projection('nosy', 1, 'CREATE TABLE nosy_day (day TEXT) STRICT', [
    on(DayStarted, (_, rows) => {
      rows.run('INSERT INTO nosy_day SELECT day FROM clock_day')
      rows.touch({ table: 'nosy_day' })
    }),
  ])
  expect(() => projected([clockProjection, nosy], days)).toThrow(/no such table/)
})
