/** What ends a link in the views, told by the facts alone; what has ended stays as it ended. */
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  JobLinkGiven,
  JobLinkRevoked,
  RequestAssigned,
  RequestCancelled,
  RequestClosed,
  RequestMerged,
  RequestRejected,
  WorkCompleted,
  WorkHandedBack,
} from '@changxin/shared/maintenance'
import { PersonErased } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { type Fact, projected } from '../../../test/kit/projection-spec.ts'
import { jobLinkProjection } from './job-link.projection.ts'

const of = { requestId: 'r1', compoundId: 'c1' }
const link = (linkId: string, requestId = 'r1') =>
  JobLinkGiven({
    linkId,
    requestId,
    compoundId: 'c1',
    contractorId: 'firm',
    tokenHash: linkId.padEnd(64, '0').replaceAll(/[^0-9a-f]/g, 'a'),
    showsCallBack: false,
    expiresOn: '2026-03-08',
  })
const endsAfter = (...facts: readonly Fact[]) =>
  projected(jobLinkProjection, facts)
    .all<{ ended: string | null }>('SELECT ended FROM maintenance_job_link_job ORDER BY position')
    .map(({ ended }) => ended)

test.each<readonly [string | null, Fact]>([
  [null, RequestAssigned({ ...of, assigneeId: 'firm' })],
  [null, WorkCompleted({ ...of, note: '修好了', files: [] })],
  [null, CompletionConfirmed({ ...of, requestId: 'r2', how: 'phone', rating: null })],
  ['revoked', JobLinkRevoked({ ...of, linkId: 'b1' })],
  ['revoked', PersonErased({ personId: 'firm', reason: '本人要求' })],
  ['reassigned', RequestAssigned({ ...of, assigneeId: 'worker' })],
  ['handed-back', WorkHandedBack({ ...of, reason: '缺工具' })],
  ['request-ended', CompletionConfirmed({ ...of, how: 'phone', rating: null })],
  ['request-ended', ConfirmationLapsed({ ...of, days: 7 })],
  ['request-ended', RequestClosed({ ...of, reason: '修不了' })],
  ['request-ended', RequestCancelled({ ...of, reason: '误报' })],
  ['request-ended', RequestRejected({ ...of, ground: 'no-fault', reason: '没有问题' })],
  ['request-ended', RequestMerged({ ...of, intoRequestId: 'r2' })],
])('%s after %o', (ended, fact) => {
  expect(endsAfter(link('b1'), fact)).toEqual([ended])
})

test('a second link of a request replaces the first, not that of another request', () => {
  expect(endsAfter(link('b1'), link('b2', 'r2'), link('b3'))).toEqual(['replaced', null, null])
})

test('the first end stays, whatever comes after it', () => {
  const facts = [link('b1'), WorkHandedBack({ ...of, reason: '缺工具' }), JobLinkRevoked({ ...of, linkId: 'b1' })]
  expect(endsAfter(...facts, RequestCancelled({ ...of, reason: '误报' }))).toEqual(['handed-back'])
})
