/** A contractor's link: given to whoever has the request, for some days, revoked for good. */
import { addDays } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { type GiveJobLink, jobLinkDecider, MAX_JOB_LINK_DAYS, type RevokeJobLink } from './job-link.decider.ts'
import { jobLinkErrors } from './job-link.errors.ts'
import { JobLinkGiven, JobLinkRevoked } from './job-link.events.ts'

const given = storyOf(jobLinkDecider, jobLinkErrors.entries)
const TODAY = '2026-03-01'
const of = { linkId: 'l1', requestId: 'r1', compoundId: 'c1' }
const data = {
  ...of,
  contractorId: 'firm',
  tokenHash: 'ab'.repeat(32),
  showsCallBack: false,
  expiresOn: '2026-03-08',
}
const give = (change: Partial<GiveJobLink> = {}): GiveJobLink => ({
  type: 'GiveJobLink',
  ...data,
  today: TODAY,
  ...change,
})
const revoke = (requestId = 'r1'): RevokeJobLink => ({ type: 'RevokeJobLink', requestId })
const heldBy = (assigneeId: string | null) => ({ assigneeId })

test('whoever has the request gets a link, once', () => {
  given().when(give(), heldBy('firm')).then(JobLinkGiven(data))
  given(JobLinkGiven(data)).when(give(), heldBy('firm')).nothing()
})

test('the event holds neither the token nor who the contractor is', () => {
  expect(Object.keys(JobLinkGiven.schema.shape).sort()).toEqual(
    ['compoundId', 'contractorId', 'expiresOn', 'linkId', 'requestId', 'showsCallBack', 'tokenHash'].sort(),
  )
})

test('nobody else gets one, also when the request was passed on meanwhile', () => {
  given().when(give(), heldBy('worker')).rejected('job-link-not-held')
  given().when(give(), heldBy(null)).rejected('job-link-not-held')
})

test.each([
  [TODAY, true],
  [addDays(TODAY, MAX_JOB_LINK_DAYS), true],
  [addDays(TODAY, -1), false],
  [addDays(TODAY, MAX_JOB_LINK_DAYS + 1), false],
])('a last day of %s: %s', (expiresOn, isTaken) => {
  const outcome = given().when(give({ expiresOn }), heldBy('firm'))
  if (isTaken) outcome.then(JobLinkGiven({ ...data, expiresOn }))
  else outcome.rejected('job-link-days-out-of-range', { field: 'expiresOn', earliest: TODAY, latest: '2026-05-30' })
})

test('revoked it stays revoked; another request does not reach it', () => {
  given(JobLinkGiven(data)).when(revoke()).then(JobLinkRevoked(of))
  given(JobLinkGiven(data), JobLinkRevoked(of)).when(revoke()).nothing()
  given(JobLinkGiven(data)).when(revoke('r2')).rejected('job-link-unknown')
  given().when(revoke()).rejected('job-link-unknown')
})
