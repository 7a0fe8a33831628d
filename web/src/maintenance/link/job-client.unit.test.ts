/** Tokens in an address, what every request carries, and which refusals end the page. */
import { jobLinkApi } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { ProblemError } from '../../api/index.ts'
import { createJobAccess, isEnded, tokenIn } from './job-client.ts'

const TOKEN = 'AbC-_9'.padEnd(43, 'x')

test.each([
  [`#${TOKEN}`, TOKEN],
  [TOKEN, TOKEN],
  ['', null],
  ['#', null],
  [`#${TOKEN.slice(1)}`, null],
  [`#${TOKEN}，`, null],
  ['#/requests/1', null],
])('the address that ends in %j holds the token %j', (hash, token) => {
  expect(tokenIn(hash)).toBe(token)
})

test('commands, questions and pictures carry the token in a header and never in the address', async () => {
  const sent: { address: string; authorization: string | null }[] = []
  const { client, picture } = createJobAccess(
    TOKEN,
    () => 'en',
    async (address, init) => {
      sent.push({ address: String(address), authorization: new Headers(init?.headers).get('authorization') })
      return new Response('{}')
    },
  )
  await client.ask(jobLinkApi.job, {})
  await client.tell(jobLinkApi.start, {}, {})
  await picture('ab'.repeat(32), 'small')
  expect(sent.map(({ authorization }) => authorization)).toEqual(Array(3).fill(`Bearer ${TOKEN}`))
  expect(sent.some(({ address }) => address.includes(TOKEN))).toBe(false)
})

test.each([
  ['link-unknown', true],
  ['job-link-expired', true],
  ['turn-link-over', true],
  ['job-link-withdrawn', true],
  ['csrf', false],
  ['request-wrong-status', false],
  ['unreachable', false],
  ['not-ready', false],
])('the refusal %s ends the page: %s', (code, ended) => {
  expect(isEnded(new ProblemError({ type: 'about:blank', title: 't', status: 403, code, detail: 'd' }))).toBe(ended)
  expect(isEnded(null)).toBe(false)
})
