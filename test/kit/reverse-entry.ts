/** Takes an entry or a booking back: one client proposes, another one, who may, approves. */
import { reversalsApi } from '@changxin/shared/repair-fund'
import { type Client, expectOk } from './server.ts'

/** Answers the id of the reversal. */
export async function reverseEntry(
  proposer: Client,
  approver: Client,
  id: string,
  reason = '记错了户',
): Promise<string> {
  const { body: proposed } = await expectOk(proposer.tell(reversalsApi.reverse, { id }, { reason }))
  return (await expectOk(approver.tell(reversalsApi.approveReversal, { id: proposed.id }, {}))).body.id
}
