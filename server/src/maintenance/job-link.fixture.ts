/** A contractor from outside at the API: somebody with nothing but a link. */
import { filesApi } from '@changxin/shared/files'
import type { CommandRoute } from '@changxin/shared/kernel'
import { jobLinkApi, maintenanceApi } from '@changxin/shared/maintenance'
import { type Answer, type Client, expectOk, nextKey, type TestServer } from '../../../test/kit/server.ts'

export const FIRM = '永固防水'
export const FIRM_PHONE = '13900001234'

interface Sent {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly payload?: object
  readonly headers?: Record<string, string>
}

export interface Holder {
  send(request: Sent): Promise<Answer>
  look(): Promise<Answer>
  tell(route: CommandRoute, body: object, key?: string): Promise<Answer>
  upload(bytes: Buffer): Promise<Answer & { readonly sha256: string }>
}

export function holderOf({ server }: Pick<TestServer, 'server'>, token: string, cookie = ''): Holder {
  async function send({ headers = {}, ...request }: Sent): Promise<Answer> {
    const response = await server.app.inject({
      ...request,
      headers: { authorization: `Bearer ${token}`, ...(cookie ? { cookie } : {}), ...headers },
    })
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json() : { text: response.body },
      headers: response.headers,
    }
  }
  return {
    send,
    look: () => send({ url: jobLinkApi.job.path }),
    tell: (route, body, key = nextKey()) =>
      send({ method: 'POST', url: route.path, payload: body, headers: { 'idempotency-key': key } }),
    async upload(bytes) {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
      const whole = new Response(form)
      const answer = await send({
        method: 'POST',
        url: filesApi.upload.path,
        payload: Buffer.from(await whole.arrayBuffer()),
        headers: { 'idempotency-key': nextKey(), 'content-type': whole.headers.get('content-type') ?? '' },
      })
      return { ...answer, sha256: String(answer.body['sha256']) }
    },
  }
}

export async function reported(by: Client, compoundId: string, more: object = {}): Promise<string> {
  const body = {
    place: { kind: 'compound' as const, id: compoundId },
    category: 'roof-leak' as const,
    urgency: 'ordinary' as const,
    text: '屋面漏水',
    ...more,
  }
  return (await expectOk(by.tell(maintenanceApi.report, { id: compoundId }, body))).body.id
}

export const give = (by: Client, requestId: string, more: object, headers: Record<string, string> = {}) =>
  by.tell(
    jobLinkApi.give,
    { id: requestId },
    { name: FIRM, phone: FIRM_PHONE, expiresOn: '2026-03-08', ...more },
    headers,
  )
