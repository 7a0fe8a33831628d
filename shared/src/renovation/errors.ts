/** What renovation says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const renovationErrors = errors({
  'plan-has-no-rows': {
    status: 422,
    zh: '文件里没有可导入的行。请检查表头和内容，再试导入一次。',
    en: 'The file has no row to import. Check its header and content, then try the import again.',
  },
  'plan-has-problems': {
    status: 422,
    zh: '文件有 {problems} 处读不出（第一处在第 {line} 行：{message}）。请先改正文件，再导入。',
    en: '{problems} places of the file cannot be read (the first on line {line}: {message}). Correct the file, then import it.',
  },
  'plan-too-large': {
    status: 413,
    zh: '这份计划有 {rows} 行，一次写不下。请按表分成几个文件导入。',
    en: 'This plan has {rows} rows, too much to be written at once. Split it into several files by table.',
  },
  'plan-already-imported': {
    status: 409,
    zh: '这个编号下已导入另一份文件。请作为新的计划导入。',
    en: 'Another file was imported under this id already. Import it as a new plan.',
  },
  'plan-not-found': {
    status: 404,
    zh: '没有这份改造计划。请从计划列表中打开。',
    en: 'There is no such renovation plan. Open one from the list of plans.',
  },
  'finding-not-found': {
    status: 404,
    zh: '这份计划没有这条矛盾。请重新打开矛盾清单。',
    en: 'This plan has no such contradiction. Open its list of contradictions again.',
  },
  'figure-not-of-finding': {
    status: 409,
    zh: '这一行的这个数字不属于这条矛盾。请从这条矛盾列出的数字中选择。',
    en: 'This figure of this row is not part of the contradiction. Choose for one of the figures that it lists.',
  },
  'figure-not-as-printed': {
    status: 422,
    zh: '所写的「{printed}」与数值 {value} 不一致。请写出与所选数值相同的数字。',
    en: 'The text {printed} does not say the value {value}. Write the figure as it is chosen.',
  },
  'choice-without-reason': {
    status: 422,
    zh: '请写明选择这个数字的理由。',
    en: 'Say why this figure is chosen.',
  },
})
export const reject = renovationErrors.reject
