/** What goes into a group chat: the notice, a reminder while ballots are taken, the result with its figures. No doors, no names. */
import type { DecisionView, ItemView, ResultView } from '@changxin/shared/decisions'
import { daysBetween } from '@changxin/shared/kernel'
import { dayText, floorAreaText, wholeText } from '../ui/format.ts'

export interface TextParts {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly language: string
  /** The public page. */
  readonly link: string
}

const numbered = (items: readonly Pick<ItemView, 'title'>[]) =>
  items.map(({ title }, index) => `${index + 1}. ${title}`)

type Noticed = Pick<DecisionView, 'compoundName' | 'title' | 'scopeLabel' | 'items' | 'calendar'>

export function noticeText(decision: Noticed, { t, language, link }: TextParts): string {
  const { calendar } = decision
  const day = (one: string) => dayText(one, language)
  return [
    t('decisions.paste.noticeHead', { compound: decision.compoundName, title: decision.title }),
    ...numbered(decision.items),
    t('decisions.paste.scope', { scope: decision.scopeLabel }),
    ...(calendar
      ? [
          t('decisions.paste.objections', { day: day(calendar.objectionsUntil) }),
          t('decisions.paste.window', { from: day(calendar.opensOn), to: day(calendar.closesOn) }),
          ...(calendar.place ? [t('decisions.paste.place', { place: calendar.place })] : []),
        ]
      : []),
    link,
  ].join('\n')
}

type Reminded = Pick<DecisionView, 'compoundName' | 'title' | 'calendar' | 'tally'>

/** Empty while no ballots are taken. */
export function reminderText(decision: Reminded, today: string, { t, language, link }: TextParts): string {
  if (!decision.calendar) return ''
  const { returned, heads } = decision.tally
  return [
    t('decisions.paste.reminderHead', { compound: decision.compoundName, title: decision.title }),
    t('decisions.paste.reminder', {
      n: wholeText(returned),
      of: wholeText(heads),
      days: Math.max(0, daysBetween(today, decision.calendar.closesOn)),
      day: dayText(decision.calendar.closesOn, language),
    }),
    link,
  ].join('\n')
}

type Told = Pick<DecisionView, 'compoundName' | 'title' | 'published'>

export function resultText(decision: Told, result: ResultView, { t, language, link }: TextParts): string {
  const lines = result.items.flatMap(({ title, groupId, count }, index) => {
    const through = count.passed && (groupId === null || count.chosen)
    const figures = (sum: { heads: number; floorArea: number }) => ({
      heads: wholeText(sum.heads),
      area: floorAreaText(sum.floorArea),
    })
    return [
      `${index + 1}. ${title}：${t(through ? 'decisions.paste.passed' : 'decisions.paste.failed')}`,
      t('decisions.paste.took', figures(count.participating)),
      t('decisions.paste.yes', figures(count.yes)),
    ]
  })
  const until = decision.published
    ? [t('decisions.paste.until', { day: dayText(decision.published.challengeableUntil, language) })]
    : []
  return [
    t('decisions.paste.resultHead', { compound: decision.compoundName, title: decision.title }),
    ...lines,
    ...until,
    link,
  ].join('\n')
}
