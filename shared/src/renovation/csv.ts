/** RFC 4180 CSV into cells with the line each record starts on. Never throws; what is not CSV is named as a problem. */

export interface CsvRecord {
  /** 1-based line of the file on which the record starts; a quoted cell may run over several lines. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvProblem {
  readonly line: number
  readonly kind: 'quote-not-closed' | 'text-after-quote'
}

/** Accepts LF, CRLF and CR, a byte order mark, and blank lines, which it leaves out. */
export function parseCsv(text: string): { records: CsvRecord[]; problems: CsvProblem[] } {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const records: CsvRecord[] = []
  const problems: CsvProblem[] = []
  let at = 0
  let line = 1
  while (at < body.length) {
    const start = line
    const cells: string[] = []
    for (;;) {
      const cell = body[at] === '"' ? quotedCell(body, at) : plainCell(body, at)
      if (cell.problem) problems.push({ line, kind: cell.problem })
      cells.push(cell.text)
      line += lineBreaksIn(body, at, cell.end)
      at = cell.end
      if (body[at] !== ',') break
      at += 1
    }
    if (at < body.length) {
      at += body.startsWith('\r\n', at) ? 2 : 1
      line += 1
    }
    if (cells.some((cell) => cell.trim() !== '')) records.push({ line: start, cells })
  }
  return { records, problems }
}

interface Cell {
  readonly text: string
  readonly end: number
  readonly problem?: CsvProblem['kind']
}

function plainCell(body: string, at: number): Cell {
  const end = endOfPlain(body, at)
  return { text: body.slice(at, end), end }
}

function endOfPlain(body: string, at: number): number {
  let end = at
  while (end < body.length && body[end] !== ',' && body[end] !== '\n' && body[end] !== '\r') end += 1
  return end
}

function quotedCell(body: string, at: number): Cell {
  let close = body.indexOf('"', at + 1)
  while (close !== -1 && body[close + 1] === '"') close = body.indexOf('"', close + 2)
  if (close === -1)
    return { text: body.slice(at + 1).replaceAll('""', '"'), end: body.length, problem: 'quote-not-closed' }
  const text = body.slice(at + 1, close).replaceAll('""', '"')
  const end = endOfPlain(body, close + 1)
  if (end === close + 1) return { text, end }
  return { text: text + body.slice(close + 1, end), end, problem: 'text-after-quote' }
}

function lineBreaksIn(body: string, from: number, to: number): number {
  return body.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0
}
