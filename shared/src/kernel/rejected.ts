/** One way to say no: a stable code from the registry, with the figures that explain it. */

export interface ErrorEntry {
  /** HTTP status when it reaches the edge; a domain rule is 409. */
  readonly status: number
  /** Sentences that say what to do; `{name}` is filled from the parameters. */
  readonly zh: string
  readonly en: string
  /** The article or rule the refusal rests on, where there is one. */
  readonly source?: string
}

export type ErrorParams = Readonly<Record<string, string | number | readonly string[]>>

export class Rejected extends Error {
  readonly code: string
  readonly params: ErrorParams

  constructor(code: string, params: ErrorParams = {}) {
    super(code)
    this.name = 'Rejected'
    this.code = code
    this.params = params
  }
}

/** A feature's part of the registry, and the only way to make its rejections: an unregistered code does not compile. */
export function errors<const Entries extends Record<string, ErrorEntry>>(entries: Entries) {
  return {
    entries: entries as Readonly<Record<string, ErrorEntry>>,
    reject: (code: Extract<keyof Entries, string>, params: ErrorParams = {}) => new Rejected(code, params),
  }
}

export function sentenceOf(entry: ErrorEntry, language: 'zh' | 'en', params: ErrorParams): string {
  return entry[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    return value === undefined
      ? `{${name}}`
      : typeof value === 'object'
        ? value.join(language === 'zh' ? '、' : ', ')
        : String(value)
  })
}
