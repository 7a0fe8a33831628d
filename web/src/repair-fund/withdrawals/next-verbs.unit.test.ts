import { expect, test } from 'vitest'
import { nextVerbs } from './next-verbs.ts'

test('the first that carries it on is the main thing, whatever order the server names them in', () => {
  expect(nextVerbs(['cancel', 'plan', 'submit', 'preview'])).toEqual({ main: 'submit', others: ['plan', 'cancel'] })
  expect(nextVerbs(['takeBack', 'pay'])).toEqual({ main: 'pay', others: ['takeBack'] })
})

test('what is paid is published first, though a part that came back could be paid again', () => {
  expect(nextVerbs(['settle', 'publish'])).toEqual({ main: 'publish', others: ['settle'] })
  expect(nextVerbs(['settle'])).toEqual({ main: 'settle', others: [] })
})

test('calling it off is never the main thing', () => {
  expect(nextVerbs(['cancel'])).toEqual({ main: null, others: ['cancel'] })
  expect(nextVerbs([])).toEqual({ main: null, others: [] })
})
