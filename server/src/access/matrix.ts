/** The access table as a matrix in Markdown: a row for each action, a column for each role. */
import { Role } from '@changxin/shared/people'
import type { AccessRule } from './table.ts'

/** Who needs no role, before those who have one. */
const EVERYBODY = ['public', 'signed-in', 'person', 'link'] as const
const COLUMNS: readonly string[] = [...EVERYBODY, ...Role.options]

const LEGEND = [
  '`public`: without signing in. `signed-in`: everybody who signed in. `person`: one’s own matter; `self` whoever it is about, else the one named.',
  '`link`: by a one-purpose link without an account, the one thing that it was given for.',
  '`within`: where a scope of the role covers the compound or region. `any`: whoever holds the role anywhere; lists are cut to its scopes.',
  '`home-compound`, `home-unit`, `checked-unit`: by the relation to a unit; the last needs a checked owner. An empty cell is a no.',
]

function cellOf(rules: readonly AccessRule[], column: string): string {
  if (rules.some((rule) => rule === column)) return 'yes'
  const reaches = rules.filter((rule) => rule.startsWith(`${column}@`)).map((rule) => rule.slice(column.length + 1))
  return reaches.join(', ')
}

export function accessMatrix(table: Readonly<Record<string, readonly AccessRule[]>>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rows = Object.entries(table).map(([action, rules]) =>
    line([`\`${action}\``, ...COLUMNS.map((column) => cellOf(rules, column))]),
  )
  return [
    line(['action', ...COLUMNS]),
    line(['---', ...COLUMNS.map(() => '---')]),
    ...rows,
    '',
    ...LEGEND.map((text) => `${text}  `),
    '',
  ].join('\n')
}
