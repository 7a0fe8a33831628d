/** What went wrong, as the server said it: RFC 9457 problem details, or that the server could not be reached. */
import type { Problem } from '@changxin/shared/kernel'

export class ProblemError extends Error {
  readonly problem: Problem
  /** When the server asks to come again. */
  readonly retryAfterMs: number | undefined

  constructor(problem: Problem, retryAfterMs?: number) {
    super(problem.detail || problem.title)
    this.name = 'ProblemError'
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }

  /** Sentence for a field of a form, by its JSON path. */
  field(path: string): string | undefined {
    return this.problem.fields?.find((field) => field.field === path)?.message
  }
}

/** `code` of a problem that no server wrote: the network, or an answer that is not ours. The screen has the sentence. */
export const UNREACHABLE = 'unreachable'

export const unreachable = () =>
  new ProblemError({ type: 'about:blank', title: 'Server not reachable', status: 0, code: UNREACHABLE, detail: '' })

/** Also where a proxy answers in place of the server. */
export const isUnreachable = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === UNREACHABLE

/** The problem of an answer that is not 2xx; a body that is not problem details (a proxy's page) becomes one. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const waitMs = retryAfterMs(response)
  const body: unknown = await response.json().catch(() => undefined)
  if (body !== null && typeof body === 'object' && 'code' in body && 'status' in body)
    return new ProblemError(body as Problem, waitMs)
  return new ProblemError(
    {
      type: 'about:blank',
      title: response.statusText || `HTTP ${response.status}`,
      status: response.status,
      code: response.status >= 500 ? UNREACHABLE : `http-${response.status}`,
      detail: '',
    },
    waitMs,
  )
}

function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}
