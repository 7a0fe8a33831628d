/** One request as a careful client sends it: the whole answer, or why there is none. */

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export interface Asked {
  readonly method?: 'GET' | 'POST'
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The client goes away after this. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 30_000

/** Rejects when the connection is cut, nobody listens, or the patience is at its end. */
export async function ask(address: string, asked: Asked = {}): Promise<Reply> {
  const { method = 'GET', cookie, headers, body, patienceMs = PATIENCE_MS } = asked
  const response = await fetch(address, {
    method,
    headers: {
      'accept-language': 'en',
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    signal: AbortSignal.timeout(patienceMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: bodyOf(text) }
}

/** A proxy's own page is no JSON. */
function bodyOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

/** Nothing is known of what was asked, and it may be sent again. */
export const isPassing = (status: number) => status === 502 || status === 503 || status === 504

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Looks again and again; false when it was not so in time. */
export async function becomes(is: () => boolean | Promise<boolean>, withinMs: number, everyMs = 100): Promise<boolean> {
  const untilMs = performance.now() + withinMs
  for (;;) {
    if (await is()) return true
    if (performance.now() > untilMs) return false
    await pause(everyMs)
  }
}
