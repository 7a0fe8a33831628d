/** What came out, in plain words: the verdict, the check code to compare, and every entry. */
import {
  type CheckedEntry,
  type CheckedProof,
  checkCodeOf,
  grouped,
  isCodeOf,
} from '@changxin/shared/repair-fund/proof'
import { h } from './dom.ts'
import { filled, type Language, words } from './words.ts'

/** `−¥12.34` */
function money(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '−' : ''}¥${yuan}.${digits.slice(-2)}`
}
const signed = (fen: number) => `${fen > 0 ? '+' : ''}${money(fen)}`

const day = (text: string, language: Language) =>
  language === 'en' ? text : text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

export function notAProof(language: Language): HTMLElement {
  const { bad, notProof } = words[language]
  return h('section', { class: 'verdict bad', role: 'alert' }, h('p', { class: 'big' }, bad), h('p', {}, notProof))
}

export function resultOf(checked: CheckedProof, language: Language, typed: string): HTMLElement {
  return h(
    'div',
    {},
    verdict(checked, language),
    checked.problems.length > 0 ? null : code(checked, language, typed),
    account(checked, language),
    entries(checked, language),
    claims(language),
  )
}

function verdict({ problems, isSignatureChecked, entries: all, proof }: CheckedProof, language: Language): HTMLElement {
  const say = words[language]
  const pending = all.filter(({ state }) => state === 'pending').length
  const [tone, big] =
    problems.length > 0 ? ['bad', say.bad] : isSignatureChecked ? ['good', say.good] : ['warn', say.half]
  const reasons = problems.map(({ code: of, number, day: on }) => {
    const where = number === undefined ? '' : `${filled(say.number, { n: number })}${say.colon}`
    return h('li', {}, `${where}${on ? `${day(on, language)} ` : ''}${say.reason[of]}`)
  })
  return h(
    'section',
    { class: `verdict ${tone}`, role: 'alert' },
    h('p', { class: 'big' }, big),
    problems.length > 0
      ? h('div', {}, h('ul', {}, ...reasons), h('p', {}, say.badText))
      : h('p', {}, filled(say.goodText, { n: proof.entries.length })),
    problems.length === 0 && !isSignatureChecked && h('p', {}, say.halfText),
    pending > 0 && h('p', {}, filled(say.pending, { n: pending, day: day(proof.checkpoint.day, language) })),
  )
}

function code({ proof }: CheckedProof, language: Language, typed: string): HTMLElement {
  const say = words[language]
  const { checkpoint } = proof
  const on = day(checkpoint.day, language)
  const answer = h('p', { role: 'status', id: 'same' })
  const input = h('input', { type: 'text', id: 'typed', autocomplete: 'off', spellcheck: 'false', value: typed })
  const compare = () => {
    const { text, tone } = comparison(proof, input.value, language)
    answer.textContent = text
    answer.className = text === '' ? '' : `say ${tone}`
  }
  input.addEventListener('input', compare)
  compare()
  return h(
    'section',
    {},
    h('h2', {}, say.next),
    h('p', {}, filled(say.nextText, { day: on })),
    h('p', { class: 'code' }, checkCodeOf(checkpoint.rootHash)),
    h('p', { class: 'quiet' }, filled(say.covers, { day: on, n: checkpoint.size })),
    h('label', { for: 'typed' }, say.type),
    input,
    answer,
    h('p', { class: 'quiet' }, say.full),
    h('p', { class: 'hex' }, grouped(checkpoint.rootHash)),
    h('p', { class: 'quiet' }, say.key),
    h('p', { class: 'hex' }, grouped(checkpoint.keyId)),
  )
}

function comparison(
  { checkpoint, earlier }: CheckedProof['proof'],
  typed: string,
  language: Language,
): { text: string; tone: string } {
  const say = words[language]
  if (typed.trim() === '') return { text: '', tone: '' }
  const isSame = isCodeOf(checkpoint.rootHash, typed)
  if (isSame === undefined) return { text: say.short, tone: 'warn' }
  if (isSame) return { text: say.same, tone: 'good' }
  const before = earlier.find(({ rootHash }) => isCodeOf(rootHash, typed))
  if (!before) return { text: say.differs, tone: 'bad' }
  const on = before.day === null ? filled(say.old, { n: before.size }) : day(before.day, language)
  return { text: filled(say.sameEarlier, { day: on }), tone: 'good' }
}

function account({ proof, balanceFen, problems }: CheckedProof, language: Language): HTMLElement {
  const say = words[language]
  return h(
    'section',
    {},
    h('h2', {}, say.account),
    h('p', {}, `${proof.compound.name} · ${proof.unit.label}`),
    // A sum of what does not agree would be no balance.
    problems.length === 0 && h('p', { class: 'quiet' }, `${say.balance} (${day(proof.checkpoint.day, language)})`),
    problems.length === 0 && h('p', { class: 'amount' }, money(balanceFen)),
  )
}

const MARK = { proved: ['good', 'proved'], refused: ['bad', 'refused'], pending: ['warn', 'waits'] } as const

function entries({ entries: all }: CheckedProof, language: Language): HTMLElement | null {
  const say = words[language]
  if (all.length === 0) return null
  const line = ({ number, state, kind, on, amountFen, balanceFen }: CheckedEntry) => {
    const [tone, mark] = MARK[state]
    const when = on === null ? (state === 'proved' ? say.noDay : '') : day(on, language)
    return h(
      'li',
      { class: 'entry' },
      h('span', {}, `${filled(say.number, { n: number })} ${kind ? say.kind[kind] : ''}`),
      h('span', { class: 'number' }, amountFen === null ? '' : signed(amountFen)),
      h('span', { class: 'quiet' }, when, ' ', h('span', { class: `mark ${tone}` }, say[mark])),
      h('span', { class: 'number quiet' }, filled(say.after, { amount: money(balanceFen) })),
    )
  }
  return h('section', {}, h('h2', {}, say.entries), h('ol', {}, ...[...all].reverse().map(line)))
}

function claims(language: Language): HTMLElement {
  const { shows, showsList, showsNot, showsNotList } = words[language]
  const list = (items: readonly string[]) => h('ul', { class: 'quiet' }, ...items.map((item) => h('li', {}, item)))
  return h('section', {}, h('h2', {}, shows), list(showsList), h('h2', {}, showsNot), list(showsNotList))
}
