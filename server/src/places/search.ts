/** How a door is looked for: `3栋502` and `３栋 ５０２` both find 3栋 2单元 502. */
import { allOf, type Condition, likeContaining } from '../views/keyset.ts'

/** More words than this do not narrow further. */
const MAX_WORDS = 6

/** Labels are kept so, and what is typed is brought to the same form. */
export function searchedText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Every word must occur; a run of digits after a name begins a word of its own. */
export function labelMatches(column: string, text: string): Condition | undefined {
  const words = text
    .normalize('NFKC')
    .split(/[\s,，.。、\-—/#]+|(?<=\D)(?=\d)/)
    .map(searchedText)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
  if (words.length === 0) return undefined
  return allOf(...words.map((word) => ({ sql: `${column} LIKE ? ESCAPE '\\'`, params: [likeContaining(word)] })))
}
