/** Who may do what in people. */
import type { AccessRows } from '../rules.ts'

export const peopleRows: AccessRows = {
  'people.welcome': ['public'],
  'people.set-up': ['public'],
  'people.sign-in': ['public'],
  'people.sign-out': ['signed-in'],
  'people.me': ['signed-in'],
  'people.rights': ['signed-in'],
  'people.change-password': ['signed-in'],
  'people.list': ['administrator@any', 'clerk@any', 'manager@any'],
  'people.register': ['administrator@any', 'clerk@any', 'manager@any'],
  'people.grant-role': ['administrator@within'],
  'people.revoke-role': ['administrator@within'],
  'people.erase': ['administrator@within'],
}
