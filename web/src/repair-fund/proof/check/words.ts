/** What the page says, in both languages; it must say it without the app. */
import { kindWords } from '@changxin/shared/repair-fund/kind-words'
import type { ProofProblemCode } from '@changxin/shared/repair-fund/proof'

export type Language = 'zh' | 'en'

const zh = {
  title: '维修资金核对',
  lead: '这一页在您自己的手机或电脑上算，不连网络，也不把文件传给任何人。断网也能用。',
  other: 'English',
  choose: '选择证明文件',
  drop: '也可以把文件拖到这里，或把内容粘贴到下面：',
  paste: '粘贴证明内容',
  check: '核对',
  good: '对得上',
  bad: '对不上',
  half: '明细对得上，签名没有核对',
  goodText: '{n} 笔明细都在账本里，一笔不差，加起来的余额与对账单一致。',
  halfText: '这个浏览器不能核对签名。换一个新版浏览器再核对一次，并一定要比对下面的核对码。',
  badText: '请重新下载一份再核对。还是对不上，就把这个文件交给业委会或街道，自己也留一份。',
  notProof: '这不是维修资金证明文件，或者文件已经损坏。请重新下载后再核对。',
  pending: '另有 {n} 笔是{day}之后记的，今夜之后再下载就能核对。',
  next: '最后一步：比对核对码',
  nextText:
    '核对码是{day}全部记录的指纹。到楼道公告栏看《核对码》，把那张纸上的号码输在这里；一样，就说明给您看的和给大家看的是同一本账。',
  type: '公告上的核对码',
  same: '与公告一致',
  sameEarlier: '与{day}的公告一致；之后的记录都是接在它后面记的，前面的没有动过。',
  differs: '与公告不一致。先检查有没有输错；没有输错，请把公告拍照，连同这个文件交给街道。',
  short: '还没输完：共 20 位。',
  full: '全部 64 位',
  key: '签名钥匙的指纹（也印在公告上）',
  covers: '截至{day}共 {n} 条记录',
  old: '共 {n} 条记录时',
  account: '账户',
  balance: '由明细加出的余额',
  entries: '明细',
  number: '第 {n} 笔',
  colon: '：',
  after: '余额 {amount}',
  proved: '在账本里',
  refused: '对不上',
  waits: '尚未生成核对码',
  noDay: '日期不在证明里',
  shows: '这份证明能说明什么',
  showsList: [
    '上面每一笔的金额、款项、日期，就是账本里原样的记录，一个字节也没有改。',
    '核对码和公告一样，账本就只有这一本：没有给您一本、给别人另一本。',
    '和早先的公告一样，那以前的记录后来没有改过、删过、插过。',
  ],
  showsNot: '不能说明什么',
  showsNotList: [
    '不能单凭计算证明没有漏记：序号从 1 连着排、每笔之后的余额都对，漏了一笔会看得出来；整份清单由系统签名，漏了就是凭据。',
    '不能证明记进去的就是真的，那要看票据和银行对账单。',
    '小区和房号的名称是方便阅读的，证明里认的是编号。',
  ],
  reason: {
    unreadable: '文件读不出来',
    altered: '文件在下载之后被改过，或者没有下载完整',
    'wrong-key': '签名的钥匙不对',
    'checkpoint-not-signed': '核对码的签名不对',
    'event-not-in-log': '账本里没有这样一条记录，或者记录后来被改过',
    'row-not-in-log': '账本里这一户的金额不是这样记的',
    'other-account': '记的是别的账户',
    'other-stream': '不是这个小区的账',
    'unknown-event': '这一页不认识这种记录，请下载新的核对页',
    'balance-differs': '金额和余额对不上',
    'number-missing': '前面缺了一笔',
    'shown-twice': '同一笔出现了两次',
    'earlier-changed': '较早的记录后来被改过',
  } satisfies Record<ProofProblemCode, string>,
  kind: kindWords.zh,
}
type Words = typeof zh

const en: Words = {
  title: 'Check a repair fund proof',
  lead: 'This page computes on your own phone or computer. It uses no network and sends the file to nobody.',
  other: '中文',
  choose: 'Choose the proof file',
  drop: 'Or drop the file here, or paste what it says:',
  paste: 'Paste the proof',
  check: 'Check',
  good: 'It agrees',
  bad: 'It does not agree',
  half: 'The entries agree, the signature was not checked',
  goodText: 'All {n} entries are in the book, and they add up to the balance of the statement.',
  halfText:
    'This browser cannot check signatures. Check again in a newer one, and be sure to compare the check code below.',
  badText:
    'Download it again and check once more. If it still does not agree, take this file to the committee or the subdistrict, and keep a copy.',
  notProof: 'This is no proof of a repair fund, or the file is damaged. Download it again.',
  pending: '{n} more were recorded after {day}; download again after tonight to check them.',
  next: 'Last step: compare the check code',
  nextText:
    'The check code is the fingerprint of all records up to {day}. Look at the notice “Check code” in the stairwell and type its code here. The same code means that you were shown the same book as everybody.',
  type: 'Check code on the notice',
  same: 'The same as on the notice',
  sameEarlier:
    'The same as on the notice of {day}; what was recorded since follows it, and nothing before was touched.',
  differs:
    'Not the same as on the notice. Look for a typing error first; if there is none, take a photo of the notice to the subdistrict together with this file.',
  short: 'Not complete yet: 20 digits.',
  full: 'All 64 digits',
  key: 'Fingerprint of the signing key (on the notice too)',
  covers: '{n} records up to {day}',
  old: 'the first {n} records',
  account: 'Account',
  balance: 'Balance added up from the entries',
  entries: 'Entries',
  number: 'No. {n}',
  colon: ': ',
  after: 'balance {amount}',
  proved: 'in the book',
  refused: 'does not agree',
  waits: 'no check code yet',
  noDay: 'the day is not in the proof',
  shows: 'What this proof shows',
  showsList: [
    'Amount, kind and day of each entry above are the records of the book as they were written, byte for byte.',
    'With the code of the notice there is one book alone: not one for you and another for others.',
    'With the code of an earlier notice nothing before it was changed, taken out or put in since.',
  ],
  showsNot: 'What it does not show',
  showsNotList: [
    'Computing alone does not show that nothing was left out: numbers from 1 on and a balance after each let a gap be seen, and the whole list is signed, so that a list with a gap is evidence.',
    'It does not show that what was recorded is true; receipts and bank statements do.',
    'Names of compound and door are for reading; the proof speaks of ids.',
  ],
  reason: {
    unreadable: 'the file cannot be read',
    altered: 'the file was changed after the download, or is not complete',
    'wrong-key': 'the signing key is not right',
    'checkpoint-not-signed': 'the signature of the check code is not right',
    'event-not-in-log': 'the book has no such record, or it was changed later',
    'row-not-in-log': 'the book has another amount for this account',
    'other-account': 'it is of another account',
    'other-stream': 'it is not of this compound',
    'unknown-event': 'this page does not know this kind of record: download the page again',
    'balance-differs': 'amount and balance do not fit',
    'number-missing': 'an entry before it is missing',
    'shown-twice': 'the same entry stands here twice',
    'earlier-changed': 'earlier records were changed later',
  },
  kind: kindWords.en,
}

export const words: Readonly<Record<Language, Words>> = { zh, en }

/** `{name}` filled in. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
