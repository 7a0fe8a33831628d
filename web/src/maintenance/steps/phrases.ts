/** 常用语: sentences that a desk writes every day. Each browser keeps its own; where it has none, the usual ones stand. */
export const PHRASE_KINDS = [
  'notes',
  'complete',
  'reject',
  'pause',
  'tell',
  'visit',
  'transfer',
  'hand-back',
  'partly-fixed',
  'reopen',
  'cancel',
  'close',
] as const
export type PhraseKind = (typeof PHRASE_KINDS)[number]
export type Phrases = Readonly<Partial<Record<PhraseKind, readonly string[]>>>

export const MAX_PHRASES = 12
export const MAX_PHRASE_LENGTH = 120

/** One phrase a line; empty lines and repeats are left out. */
export function phrasesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => [...line.trim()].slice(0, MAX_PHRASE_LENGTH).join(''))
  return [...new Set(lines.filter(Boolean))].slice(0, MAX_PHRASES)
}

/** Of what a browser kept; what is no list of phrases is left out. */
export function readPhrases(kept: unknown): Phrases {
  if (kept === null || typeof kept !== 'object') return {}
  return Object.fromEntries(
    PHRASE_KINDS.flatMap((kind) => {
      const lines = (kept as Record<string, unknown>)[kind]
      if (!Array.isArray(lines)) return []
      return [[kind, phrasesOf(lines.filter((line) => typeof line === 'string').join('\n'))]]
    }),
  )
}

/** A phrase tapped joins what is written already; the same one again changes nothing. */
export function withPhrase(text: string, phrase: string): string {
  const before = text.trimEnd()
  if (before === '' || before.includes(phrase)) return before || phrase
  const joint = /[，。；、！？,.;!?\n]$/.test(before) ? '' : /[\u3400-\u9fff]/.test(phrase) ? '，' : ', '
  return `${before}${joint}${phrase}`
}
