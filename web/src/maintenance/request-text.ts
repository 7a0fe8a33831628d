/**
 * Requests as text for a group chat: number, place, what is wrong, until when. Neighbours read along: no names, and no
 * telephone numbers that somebody wrote into the report.
 */
import type { RequestRow } from '@changxin/shared/maintenance'
import { instantText } from '../ui/format.ts'
import { dueOf } from './due.ts'
import type { Words } from './step-words.ts'

interface TextParts {
  readonly t: Words
  readonly language: string
}

/** Characters of the report in a line of a list. */
const LINE_CHARACTERS = 40
/** A longer text is read by nobody. */
export const MAX_LINES = 50
/** Mobile and landline numbers, also with spaces or dashes, and anything as long: an identity or card number. */
const NUMBERS = /(?<!\d)\+?\d(?:[\s-]?\d){6,}/g

export const withoutNumbers = (text: string, hidden: string) => text.replace(NUMBERS, hidden)

const placeOf = ({ compoundName, placeLabel }: RequestRow) =>
  [compoundName, placeLabel].filter((part, index, all) => part && all.indexOf(part) === index).join(' ')

function dueText(request: RequestRow, { t, language }: TextParts): string | undefined {
  const due = dueOf(request)
  return due
    ? t(request.overdue ? 'maintenance.paste.late' : 'maintenance.paste.due', { at: instantText(due, language) })
    : undefined
}

export function requestText(request: RequestRow, parts: TextParts & { readonly link: string }): string {
  const { t, link } = parts
  return [
    t('maintenance.paste.head', { number: request.number }),
    t('maintenance.paste.place', { place: placeOf(request) }),
    t('maintenance.paste.what', {
      category: t(`maintenance.category.${request.category}`),
      urgency: t(`maintenance.urgency.${request.urgency}`),
    }),
    t('maintenance.paste.text', { text: withoutNumbers(request.text, t('maintenance.paste.hidden')) }),
    t('maintenance.paste.status', { status: t(`maintenance.status.${request.status}`) }),
    dueText(request, parts),
    link,
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

/** One line a request, in the order of the list; how many were left out stands at the end. */
export function listText(requests: readonly RequestRow[], title: string, parts: TextParts): string {
  const { t } = parts
  const lines = requests.slice(0, MAX_LINES).map((request, index) => {
    const plain = withoutNumbers(request.text, t('maintenance.paste.hidden')).replaceAll(/\s+/g, ' ')
    const characters = [...plain]
    const text = characters.length > LINE_CHARACTERS ? `${characters.slice(0, LINE_CHARACTERS).join('')}…` : plain
    const due = dueText(request, parts) ?? t(`maintenance.status.${request.status}`)
    return `${index + 1}. ${request.number} ${placeOf(request)}\n   ${t(`maintenance.category.${request.category}`)}：${text}（${due}）`
  })
  const left = requests.length - lines.length
  return [title, ...lines, ...(left > 0 ? [t('maintenance.paste.more', { n: left })] : [])].join('\n')
}
