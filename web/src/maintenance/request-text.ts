/** A request as text for a group chat: what, where, how far; never who reported it. */
import type { RequestRow } from '@changxin/shared/maintenance'
import { instantText } from '../ui/format.ts'
import { dueOf } from './due.ts'
import type { Words } from './step-words.ts'

interface TextParts {
  readonly t: Words
  readonly language: string
  readonly link: string
}

export function requestText(request: RequestRow, { t, language, link }: TextParts): string {
  const due = dueOf(request)
  const status = t(`maintenance.status.${request.status}`)
  return [
    t('maintenance.paste.head', { number: request.number }),
    t('maintenance.paste.place', {
      place: [request.compoundName, request.placeLabel]
        .filter((part, index, all) => part && all.indexOf(part) === index)
        .join(' '),
    }),
    t('maintenance.paste.what', {
      category: t(`maintenance.category.${request.category}`),
      urgency: t(`maintenance.urgency.${request.urgency}`),
    }),
    t('maintenance.paste.text', { text: request.text }),
    t('maintenance.paste.status', { status: request.assigneeName ? `${status} · ${request.assigneeName}` : status }),
    ...(due
      ? [t(request.overdue ? 'maintenance.paste.late' : 'maintenance.paste.due', { at: instantText(due, language) })]
      : []),
    link,
  ].join('\n')
}
