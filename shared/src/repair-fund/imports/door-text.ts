/** Addresses of units in one form, and where in a text they stand. */

const NUMERALS = '零一二三四五六七八九'

/** 三 → 3, 十二 → 12, 二十一 → 21; up to 99, as buildings and entrances are counted. */
function numeral(word: string): string {
  const match = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/.exec(
    word.replace(/两/g, '二').replace(/〇/g, '零'),
  )
  if (!match || (match[1] !== undefined && match[3] !== undefined && match[2] === undefined)) return word
  const [, tens, ten, ones] = match
  if (ten === undefined) return String(NUMERALS.indexOf(tens ?? ones ?? ''))
  return String(
    (tens === undefined ? 1 : NUMERALS.indexOf(tens)) * 10 + (ones === undefined ? 0 : NUMERALS.indexOf(ones)),
  )
}

const CHINESE = '[零〇一二两三四五六七八九十]'
const COUNTED = new RegExp(`${CHINESE}{1,3}(?=号楼|单元|[栋幢座楼门梯#])`, 'g')
const MARKS = /号楼|单元|[栋幢座楼门梯室户号#]/g

const plainOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[–—−]/g, '-')

/** `１幢 二单元 0301室` → ['1', '2', '301']; words and figures are parts of their own. */
export function partsOf(text: string): string[] {
  return plainOf(text)
    .replace(COUNTED, numeral)
    .replace(MARKS, ' ')
    .replace(/(?<=\p{Script=Han})(?=[\da-z])|(?<=[\da-z])(?=\p{Script=Han})/gu, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((part) => part.replace(/^0+(?=\d)/, ''))
}

/** `2单元301` names an entrance and no building. */
export function namesNoBuilding(text: string): boolean {
  const plain = plainOf(text)
  return /\d\s*(?:单元|[门梯])|[一二三四五六七八九十](?:单元|[门梯])/.test(plain) && !/号楼|[栋幢座楼#]/.test(plain)
}

const COUNT = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|[a-z]\\d{0,2})'
const WITH_WORDS = new RegExp(
  `(?<![\\da-z])${COUNT}\\s*(?:号楼|[栋幢座楼#])\\s*-?\\s*(?:${COUNT}\\s*(?:单元|[门梯]|-)\\s*)?\\d{1,4}(?!\\d)`,
  'gu',
)
/** Three parts, the last of three or four digits: 2026-03-01 and 12-1 are no doors. */
const DASHED = /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])/g

/** What in a remark looks like the whole address of a unit and cannot be taken for a date or a sum. */
export function addressesIn(text: string): string[] {
  const plain = plainOf(text)
  return [...(plain.match(WITH_WORDS) ?? []), ...(plain.match(DASHED) ?? [])]
}
