/** Who comes by a link: by a token in a header alone, for one thing, and with no right beside it. */
import { Rejected } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import type { Read } from '../views/views.ts'
import { may, maySomewhere } from './may.ts'
import { createLinks, createLinkTokens, tokenHashOf } from './one-purpose-link.ts'
import type { Principal } from './principal.ts'
import { createSessionCookies } from './session-cookie.ts'

const config = { KEYS_DIR: '/nowhere', SESSION_SECRET: 'x'.repeat(32), PUBLIC_URL: undefined }
const tokens = createLinkTokens(config)
const token = tokens.of('l1')
const nobody = {} as Read

/** One link, good until the first of March in Shanghai. */
function links(nowMs = Date.parse('2026-03-01T15:59:59.000Z')) {
  return createLinks({
    views: { peek: (run) => run(nobody) },
    nowMs: () => nowMs,
    sources: [
      { find: () => null },
      {
        find(_read, tokenHash, today) {
          if (tokenHash !== tokenHashOf(token)) return null
          if (today > '2026-03-01') throw new Rejected('job-link-expired')
          return { purpose: 'job', linkId: 'l1', aboutId: 'r1', personId: 'firm', uploadsLeft: 3 }
        },
      },
    ],
  })
}
const asking = (authorization: string | undefined, of = links()) =>
  of.principalOf({ headers: authorization === undefined ? {} : { authorization } })
const codeOf = (run: () => unknown) => {
  try {
    run()
    return 'none'
  } catch (error) {
    return error instanceof Rejected ? error.code : 'no refusal'
  }
}
const holder: Principal = {
  personId: 'firm',
  sessionId: 'l1',
  grants: [],
  homes: [],
  link: { purpose: 'job', linkId: 'l1', aboutId: 'r1', uploadsLeft: 3 },
}

test('a token opens the one thing of its link; without one nobody came by a link', () => {
  expect(asking(`Bearer ${token}`)).toEqual(holder)
  expect(asking(`bearer  ${token}`)).toEqual(holder)
  expect(asking(undefined)).toBeNull()
  expect(asking('Basic Zm9vOmJhcg=='), 'what a proxy asks for is no link').toBeNull()
})

test.each(['', ' ', 'x', token.slice(1), `${token}=`, tokens.of('l2'), `${token} ${token}`])(
  'a wrong token is refused, and is nobody’s session either: %j',
  (wrong) => expect(codeOf(() => asking(`Bearer ${wrong}`))).toBe('link-unknown'),
)

test('the day is Shanghai’s: a second later the link has ended', () => {
  const later = links(Date.parse('2026-03-01T16:00:00.000Z'))
  expect(codeOf(() => asking(`Bearer ${token}`, later))).toBe('job-link-expired')
})

test('tokens are 256 bits, the same for a link each time, and another server’s are others', () => {
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(createLinkTokens(config).of('l1')).toBe(token)
  expect(createLinkTokens({ ...config, SESSION_SECRET: 'y'.repeat(32) }).of('l1')).not.toBe(token)
})

test('a token opens no session, though the secret is the same', () => {
  const cookies = createSessionCookies(config)
  for (const text of ['one-purpose-link l1', 'l1.firm.zzzzzz']) expect(cookies.open(`${text}.${token}`)).toBeNull()
})

test('may what rows of its purpose say, about its one thing, whatever else the person could do', () => {
  expect(may('maintenance.job', holder, {})).toBe(true)
  expect(may('maintenance.job', holder, { aboutId: 'r1' })).toBe(true)
  expect(may('maintenance.job', holder, { aboutId: 'r2' })).toBe(false)
  const powerful: Principal = {
    ...holder,
    grants: [{ grantId: 'g', role: 'administrator', scope: { kind: 'all', id: 'all' } }],
    homes: [{ unitId: 'u1', compoundId: 'c1', relation: 'owner', checked: true, since: '2024-01-01' }],
  }
  const own = { compoundId: 'c1', unitId: 'u1', personIds: ['firm'], assigneeId: 'firm', reporterId: 'firm' }
  for (const action of ['people.me', 'maintenance.request', 'maintenance.assign', 'maintenance.start', 'places.unit']) {
    expect(may(action, powerful, own), action).toBe(false)
    expect(maySomewhere(action, powerful), action).toBe(false)
  }
  expect(may('people.welcome', powerful, {})).toBe(true)
  expect(maySomewhere('files.upload', powerful)).toBe(true)
})

test('nobody without a link may what is only for links', () => {
  const { link: _, ...signedIn } = holder
  expect(may('maintenance.job', signedIn, {})).toBe(false)
  expect(maySomewhere('maintenance.job', signedIn)).toBe(false)
  expect(may('maintenance.job', null, {})).toBe(false)
})
