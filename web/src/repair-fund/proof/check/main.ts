/** The page that checks a proof: takes the file, computes on the device, says what came out. Needs no network. */
import { sha256 } from '@changxin/shared/ledger'
import { type CheckedProof, checkFundProof } from '@changxin/shared/repair-fund/proof'
import { HANDED_OVER } from '../handed-over.ts'
import { h } from './dom.ts'
import { notAProof, resultOf } from './result.ts'
import { isSigned } from './signature.ts'
import { type Language, words } from './words.ts'

/** Larger than any proof: a film that was chosen by mistake is not read. */
const MAX_FILE_BYTES = 32 * 1024 * 1024

const root = document.getElementById('check') as HTMLElement
let language: Language = navigator.language.startsWith('en') ? 'en' : 'zh'
let result: CheckedProof | null | undefined
/** The notice's QR code leads here with the code it prints. */
const scanned = location.hash.slice(1)

function show(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = words[language].title
  // Also what a browser saved together with the page goes.
  root.replaceChildren(head(), chooser(), outcome())
}

function head(): HTMLElement {
  const other = h('button', { type: 'button' }, words[language].other)
  other.addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    show()
  })
  return h('div', {}, h('header', {}, h('h1', {}, words[language].title), other), h('p', {}, words[language].lead))
}

function outcome(): HTMLElement | string {
  if (result === undefined) return ''
  return result === null ? notAProof(language) : resultOf(result, language, scanned)
}

async function check(text: string): Promise<void> {
  result = await checkFundProof(text, { sha256, isSigned })
  show()
  root.lastElementChild?.scrollIntoView({ block: 'start' })
}

async function checkFile(file: File | undefined): Promise<void> {
  if (file) await check(file.size > MAX_FILE_BYTES ? '' : await file.text())
}

function chooser(): HTMLElement {
  const say = words[language]
  const file = h('input', { type: 'file', accept: '.json,application/json' })
  file.addEventListener('change', () => void checkFile(file.files?.[0]))
  const paste = h('textarea', { 'aria-label': say.paste, spellcheck: 'false' })
  const button = h('button', { type: 'button' }, say.check)
  button.addEventListener('click', () => void check(paste.value))
  const section = h(
    'section',
    {},
    h('p', {}, h('label', { class: 'choose' }, say.choose, file)),
    h('p', { class: 'quiet' }, say.drop),
    paste,
    h('p', {}, button),
  )
  const over = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    section.classList.toggle('over', isOver)
  }
  section.addEventListener('dragover', over(true))
  section.addEventListener('dragleave', over(false))
  section.addEventListener('drop', (event) => {
    over(false)(event)
    void checkFile(event.dataTransfer?.files[0])
  })
  return section
}

/** Handed over by the statement page, where this page was opened from it. */
function handedOver(): string | null {
  try {
    const text = sessionStorage.getItem(HANDED_OVER)
    sessionStorage.removeItem(HANDED_OVER)
    return text
  } catch {
    return null
  }
}

show()
const waiting = handedOver()
if (waiting !== null) void check(waiting)
