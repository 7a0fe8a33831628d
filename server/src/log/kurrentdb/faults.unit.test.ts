/** What the client's errors mean, whichever path they came by. */
import { expect, test } from 'vitest'
import { type Fault, faultOf, reasonOf } from './faults.ts'

const typed = (type: string, message = type) => Object.assign(new Error(message), { type })
const coded = (code: number, message: string) => Object.assign(new Error(message), { code })

test.each<[string, unknown, Fault]>([
  ['a wrong revision', typed('wrong-expected-version'), 'conflict'],
  ['no such stream', typed('stream-not-found'), 'no-stream'],
  ['too much at once', typed('maximum-append-size-exceeded'), 'too-large'],
  ['rights that are missing', typed('access-denied'), 'denied'],
  ['a wrong password, as raw gRPC', coded(16, '16 UNAUTHENTICATED'), 'denied'],
  ['rights that are missing, as raw gRPC', coded(7, '7 PERMISSION_DENIED'), 'denied'],
  ['a stream that somebody deleted for good', typed('stream-deleted'), 'program'],
  ['a position that this log never gave', typed('unknown', 'Unexpected ReadAllResult: InvalidPosition'), 'program'],
  ['the same of a subscription', coded(3, '3 INVALID_ARGUMENT: Trying to read from an invalid position.'), 'program'],
  ['an error of ours', new TypeError('x is not a function'), 'program'],
  ['a server that is gone, for a read', typed('unavailable', 'UnavailableError'), 'away'],
  ['a server that is gone, for an append', coded(14, '14 UNAVAILABLE: No connection established'), 'away'],
  ['a node that does not lead', typed('not-leader'), 'away'],
  ['a node that is not ready', typed('unknown', 'Could not recognize Server Is Not Ready'), 'away'],
  ['a node that is too busy', typed('unknown', 'Could not recognize Server Is Busy'), 'away'],
  ['no leader to be found', new Error('Failed to discover after 3 attempts.'), 'away'],
  [
    'something else that answers at the address meanwhile',
    coded(12, '12 UNIMPLEMENTED: Received HTTP status code 404'),
    'away',
  ],
  ['a deadline', typed('deadline-exceeded'), 'away'],
  ['a client that was left', typed('cancelled'), 'away'],
  ['a connection that was cut', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'away'],
  ['nothing that anybody knows', undefined, 'away'],
])('%s', (_, error, fault) => {
  expect(faultOf(error)).toBe(fault)
})

test('a reason is a sentence, whatever was thrown', () => {
  expect([new Error('gone'), 'gone', 7].map(reasonOf)).toEqual(['gone', 'gone', '7'])
})
