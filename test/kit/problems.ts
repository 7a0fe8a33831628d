/** A refusal as RFC 9457 has it: with its status, its code from the registry and a sentence. */
import { Problem } from '@changxin/shared/kernel'
import { expect } from 'vitest'
import type { Answer } from './server.ts'

export function expectProblem(
  answer: Pick<Answer, 'status' | 'body' | 'headers'>,
  status: number,
  code: string,
): Problem {
  expect([answer.status, answer.body['code']]).toEqual([status, code])
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const problem = Problem.parse(answer.body)
  expect(problem.status).toBe(status)
  expect(problem.detail).not.toBe('')
  return problem
}
