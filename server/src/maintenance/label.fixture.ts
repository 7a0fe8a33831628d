/** A compound with its desk, and what tests do with labels there: issue, open, photograph, report, look into the log. */
import { labelApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import { makeCounty } from '../../../test/kit/county.ts'
import { expectOk, nextKey, pathOf, startServer } from '../../../test/kit/server.ts'

export const MINUTE_MS = 60_000
export const told = { text: '楼道灯不亮', category: 'lighting', urgency: 'ordinary' } as const

/** The same with one letter another. */
export const changed = (text: string, index: number) =>
  `${text.slice(0, index)}${text[index] === '0' ? '1' : '0'}${text.slice(index + 1)}`

export type LabelDesk = Awaited<ReturnType<typeof makeLabelDesk>>

export async function makeLabelDesk() {
  const at = await startServer({ startMs: Date.parse('2026-03-10T02:00:00.000Z') })
  const compound = await (await makeCounty(at)).compound('兴隆花园')
  const desk = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  const view = await expectOk(desk.ask(placesApi.compound, { id: compound.id }))
  const entrance = { kind: 'entrance', id: view.body.buildingsList[0]?.entrances[0]?.id ?? '' } as const
  const building = { kind: 'building', id: compound.buildingId } as const

  async function upload(url: string, bytes: Buffer, cookie = '') {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
    const whole = new Response(form)
    const answer = await at.server.app.inject({
      method: 'POST',
      url,
      headers: {
        'idempotency-key': nextKey(),
        'content-type': whole.headers.get('content-type') ?? '',
        ...(cookie ? { cookie } : {}),
      },
      payload: Buffer.from(await whole.arrayBuffer()),
    })
    return { status: answer.statusCode, body: answer.json<{ code?: string; sha256: string }>() }
  }

  return {
    at,
    compound,
    desk,
    entrance,
    building,
    upload,
    async codeOf(place: typeof entrance | typeof building): Promise<string> {
      await expectOk(desk.tell(labelApi.issue, { id: compound.id }, { places: [place] }))
      const { items } = (await expectOk(desk.ask(labelApi.labels, { id: compound.id }))).body
      return items.find((label) => label.place.id === place.id)?.code ?? ''
    },
    tokenOf: async (code: string) => (await expectOk(at.stranger.tell(labelApi.openForm, { code }, {}))).body.token,
    report: (code: string, token: string, more: object = {}, headers: Record<string, string> = {}) =>
      at.stranger.tell(labelApi.report, { code }, { ...told, token, ...more }, headers),
    photo: (code: string, token: string, bytes: Buffer) =>
      upload(pathOf(labelApi.addPhoto.path, { code, token }), bytes),
    /** The streams of the whole log that hold a text anywhere. */
    async streamsWith(text: string): Promise<string[]> {
      const found: string[] = []
      let after: string | null = null
      for (;;) {
        const page = await at.server.log.readAll(after, 500)
        for (const event of page) if (JSON.stringify(event).includes(text)) found.push(event.stream)
        const last = page.at(-1)
        if (!last) return found
        after = last.position
      }
    },
  }
}
