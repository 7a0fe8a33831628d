/** One login name however it is typed: full-width or not, large or small letters. */
import { hash } from 'node:crypto'

/** Names the reservation stream `login-<key>`; a hash, because a chained stream must not spell a person's name. */
export function loginKeyOf(loginName: string): string {
  return hash('sha256', loginName.trim().normalize('NFKC').toLowerCase(), 'hex')
}
