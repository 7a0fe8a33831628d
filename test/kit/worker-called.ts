/** A worker of a compound with a name of their own, for stories in which the screen must say who it is. */
import { peopleApi } from '@changxin/shared/people'
import { type Client, expectOk, TEST_PASSWORD, type TestServer } from './server.ts'

export async function workerCalled(
  at: TestServer,
  compoundId: string,
  name: string,
  loginName: string,
): Promise<Client> {
  const person = { name, loginName, password: TEST_PASSWORD }
  const { id } = (await expectOk(at.admin.tell(peopleApi.register, {}, person))).body
  const scope = { kind: 'compound', id: compoundId } as const
  await expectOk(at.admin.tell(peopleApi.grantRole, { id }, { role: 'worker', scope }))
  return at.signIn(loginName)
}
