/** A time limit of our own: a hung network folder and a silent server tell nobody that they are. */

export class TookTooLong extends Error {
  constructor(limitMs: number) {
    super(`no answer within ${limitMs} ms`)
    this.name = 'TookTooLong'
  }
}

/** Throws TookTooLong after the limit, also when the work does not listen to its signal. */
export async function within<Result>(limitMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const limit = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TookTooLong(limitMs)
      reject(error)
      limit.abort(error)
    }, limitMs)
  })
  try {
    return await Promise.race([work(limit.signal), over])
  } finally {
    clearTimeout(timer)
  }
}
