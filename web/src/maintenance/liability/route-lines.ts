/** Each way of settling who is responsible, in words: why it is right, or the article that forbids it. */
import { type Problem, sentenceOf } from '@changxin/shared/kernel'
import {
  grounds,
  type LiabilityRoute,
  type LiabilityView,
  liabilityErrors,
  liabilityOf,
  type MissingFact,
  missingWords,
  type RouteOption,
  routeOptions,
  routeWords,
  type StatedFact,
} from '@changxin/shared/maintenance'

export type Language = 'zh' | 'en'

export interface RouteLine {
  readonly route: LiabilityRoute
  readonly label: string
  readonly isSuggested: boolean
  /** The sentence of the ground, or of the refusal. */
  readonly why: string
  readonly article: string | null
  readonly missing: readonly MissingLine[]
  /** As the server would answer; null where the route may be chosen. */
  readonly refused: Problem | null
}
export interface MissingLine {
  readonly code: MissingFact
  readonly question: string
  readonly askWhom: string
}

/** In the order of the law: whose it is first, shared money last. */
export function routeLines(
  facts: LiabilityView['facts'],
  stated: readonly StatedFact[],
  language: Language,
): readonly RouteLine[] {
  const suggested = liabilityOf(facts, stated).route
  return routeOptions(facts, stated).map((option) => {
    const refused = problemOf(option, language)
    return {
      route: option.route,
      label: routeWords[option.route][language],
      isSuggested: option.route === suggested,
      why: refused?.detail ?? (option.ground ? grounds[option.ground.code][language] : ''),
      article: refused ? (refused.source ?? null) : (option.ground?.article ?? null),
      missing: refused ? [] : option.missing.map((code) => missingLine(code, language)),
      refused,
    }
  })
}

function missingLine(code: MissingFact, language: Language): MissingLine {
  const { question, askWhom } = missingWords[code]
  return { code, question: question[language], askWhom: askWhom[language] }
}

function problemOf({ refusal }: RouteOption, language: Language): Problem | null {
  const entry = refusal && liabilityErrors.entries[refusal.code]
  if (!refusal || !entry) return null
  const { code, params } = refusal
  return {
    type: `/api/errors#${code}`,
    title: code,
    status: entry.status,
    code,
    detail: sentenceOf(entry, language, params),
    ...(entry.source ? { source: entry.source } : {}),
  }
}
