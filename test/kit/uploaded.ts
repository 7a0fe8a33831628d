/** A picture that somebody brought: its SHA-256, as commands name it. Another colour is another file. */
import { filesApi } from '@changxin/shared/files'
import { photo } from './photo.ts'
import { type Client, nextKey, type TestServer } from './server.ts'

export async function uploaded({ server }: TestServer, who: Client, colour: `#${string}` = '#553311'): Promise<string> {
  const { buffer, name } = await photo(colour)
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(buffer)]), name)
  const whole = new Response(form)
  const headers = {
    cookie: who.cookie,
    'idempotency-key': nextKey(),
    'content-type': whole.headers.get('content-type') ?? '',
  }
  const payload = Buffer.from(await whole.arrayBuffer())
  const answer = await server.app.inject({ method: 'POST', url: filesApi.upload.path, headers, payload })
  if (answer.statusCode !== 200) throw new Error(`not taken: ${answer.statusCode} ${answer.body}`)
  return answer.json<{ sha256: string }>().sha256
}
