/** A pasted agreement: door and share a line. A share of nothing is a share: the ground floor of a lift agreement. */
import type { Door, ListLine, MatchedList } from '../contribution-list.ts'
import { matchDoors } from '../contribution-list.ts'

const LINE = /^(.*\S)[\s,，;；]+(\d{1,9})$/

function lineOf(written: string, index: number): ListLine {
  const text = written.trim()
  const [, door = '', weight = ''] = LINE.exec(text.normalize('NFKC')) ?? []
  return {
    line: index + 1,
    text,
    doors: door ? [door.replaceAll(/[,;\t]+/g, ' ')] : [],
    amountFen: weight ? Number(weight) : null,
    problem: weight ? null : 'no-amount',
  }
}

/** Rows carry the share in `amountFen`, which is no money here. A door that stands twice is unclear. */
export function readWeights(text: string, doors: readonly Door[]): MatchedList {
  const lines = text.split(/\r\n|\n|\r/).flatMap((one, index) => (one.trim() ? [lineOf(one, index)] : []))
  return matchDoors({ lines, printedTotalFen: null }, doors)
}
