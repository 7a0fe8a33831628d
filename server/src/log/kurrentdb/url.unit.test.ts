/** Which addresses of a cluster are taken, and what the client is given for them. */
import { expect, test } from 'vitest'
import { problemsOfUrl, readKurrentUrl } from './url.ts'

const WITH_TLS = 'kurrentdb://admin:changeit@one.internal:2113,two.internal:2113?tls=true'

test.each([
  WITH_TLS,
  'kurrentdb://admin:changeit@one.internal',
  'kurrentdb://admin:Aa0._~-@one.internal:2113/?tls=true&tlsCaFile=/etc/changxin/ca.crt',
  'kurrentdb+discover://admin:changeit@cluster.internal?tls=true',
  'kurrentdb://127.0.0.1:2113?tls=false',
  'esdb://one.internal:2113,10.0.0.7:2113?tls=false&keepAliveTimeout=10000',
])('%s is taken', (url) => {
  expect(problemsOfUrl(url)).toEqual([])
})

test.each<[string, RegExp]>([
  ['http://one.internal:2113', /is not kurrentdb:\/\//],
  ['kurrentdb://', /is not kurrentdb:\/\//],
  ['kurrentdb://admin@one.internal', /a host is a DNS name/],
  ['kurrentdb://one.internal:2113', /a user and a password are needed/],
  ['kurrentdb://admin:changeit@10.0.0.7:2113?tls=true', /10\.0\.0\.7: with TLS a host is a DNS name/],
  ['kurrentdb://admin:changeit@one.internal,10.0.0.7', /10\.0\.0\.7: with TLS/],
  ['kurrentdb://admin:changeit@[::1]:2113', /a host is a DNS name/],
  ['kurrentdb://[::1]:2113?tls=false', /a host is a DNS name/],
  ['kurrentdb://admin:p%40ss@one.internal', /letters, digits and/],
  ['kurrentdb://admin:pässword@one.internal', /letters, digits and/],
  ['kurrentdb://ad%6Din:changeit@one.internal', /letters, digits and/],
  ['kurrentdb://admin:changeit@one.internal,,two.internal', /empty host name/],
  ['kurrentdb://admin:changeit@one.internal:port', /a host is a DNS name/],
  [`${WITH_TLS}&tlsCaFiles=/ca.crt`, /tlsCaFiles is not a parameter/],
  [`${WITH_TLS}&gossipTimeout=3`, /gossipTimeout is left out/],
  [`${WITH_TLS}&keep_alive_interval=10000`, /keepAliveInterval is left out/],
  [`${WITH_TLS}&throwOnAppendFailure=false`, /throwOnAppendFailure is left out/],
  [`${WITH_TLS}&nodePreference=follower`, /nodePreference is leader/],
  [`${WITH_TLS}&defaultDeadline=10s`, /in milliseconds/],
  ['kurrentdb://admin:changeit@one.internal?TLS=no', /tls is true or false/],
])('%s is refused', (url, problem) => {
  expect(problemsOfUrl(url).join('; ')).toMatch(problem)
  expect(() => readKurrentUrl(url)).toThrow(RangeError)
})

test('no problem is told with the password in it', () => {
  expect(problemsOfUrl('kurrentdb://admin:s%40cret@10.0.0.7?gossipTimeout=1').join()).not.toContain('cret')
})

test('what the client needs is filled in, and what is given stays', () => {
  const { connection, hosts } = readKurrentUrl('kurrentdb://admin:changeit@one.internal,two.internal:2114')
  expect(hosts).toEqual(['one.internal:2113', 'two.internal:2114'])
  expect(connection).toBe(
    'kurrentdb://admin:changeit@one.internal:2113,two.internal:2114?defaultDeadline=60000&nodePreference=leader&maxDiscoverAttempts=3',
  )
  const given = readKurrentUrl('kurrentdb://one.internal?tls=false&DefaultDeadline=5000&max-discover-attempts=9')
  expect(given.connection).toBe(
    'kurrentdb://one.internal:2113?tls=false&DefaultDeadline=5000&max-discover-attempts=9&nodePreference=leader',
  )
})

test('what asking a node for a scavenge needs is told', () => {
  expect(readKurrentUrl(`${WITH_TLS}&tlsCAFile=%2Fetc%2Fca.crt`)).toMatchObject({
    isTls: true,
    isVerified: true,
    isDiscovered: false,
    credentials: { username: 'admin', password: 'changeit' },
    tlsCaFile: '/etc/ca.crt',
  })
  expect(readKurrentUrl('kurrentdb+discover://127.0.0.1?tls=false&tlsVerifyCert=false')).toMatchObject({
    isTls: false,
    isVerified: false,
    isDiscovered: true,
    credentials: undefined,
  })
})
