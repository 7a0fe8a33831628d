/** Refuses what a page asks for in the belief that somebody else is signed in. */
import { PERSON_CHANGED, PERSON_HEADER, Rejected } from '@changxin/shared/kernel'
import type { FastifyRequest } from 'fastify'
import type { Principal } from './principal.ts'

const HEADER = PERSON_HEADER.toLowerCase()

export function asExpected(request: Pick<FastifyRequest, 'headers'>, principal: Principal | null): Principal | null {
  const expected = request.headers[HEADER]
  if (principal && expected !== undefined && expected !== principal.personId) throw new Rejected(PERSON_CHANGED)
  return principal
}
