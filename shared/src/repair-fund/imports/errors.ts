/** What imports of the repair fund say no with: code, status, sentences that say what to do. */
import { errors } from '@changxin/shared/kernel'

export const fundImportErrors = errors({
  'fund-sheet-kind': {
    status: 415,
    zh: '这不是 Excel（.xlsx）或 CSV 文件，没有读取。请在网银里重新导出，或用 Excel 另存为 .xlsx。',
    en: 'This is neither an Excel workbook (.xlsx) nor a CSV file, and was not read. Export it again, or save it as .xlsx.',
  },
  'fund-sheet-not-workbook': {
    status: 415,
    zh: '这个文件名为表格，里面却不是 Excel 工作簿（像是改了扩展名的压缩包，或已损坏）。请打开原文件另存为 .xlsx。',
    en: 'This is an archive and no Excel workbook, or a damaged one. Open the original and save it as .xlsx.',
  },
  'fund-sheet-encoding': {
    status: 415,
    zh: '文字编码认不出来：只读 UTF-8、GBK 和 GB18030。请用 Excel 打开后另存为“CSV UTF-8”或 .xlsx。',
    en: 'The text is in none of UTF-8, GBK and GB18030. Open it in Excel and save it as “CSV UTF-8” or .xlsx.',
  },
  'fund-sheet-quote-open': {
    status: 422,
    zh: '第 {row} 行附近有一个没有成对的引号，后面的内容无法分行。请改正后重新上传。',
    en: 'A quotation mark near row {row} is never closed, so that the rows after it cannot be told apart. Correct it and upload again.',
  },
  'fund-sheet-empty': {
    status: 422,
    zh: '表里没有数据行。请确认导出的时间段里有交易，再重新导出。',
    en: 'The sheet has no rows of data. Check the period of the export and export it again.',
  },
  'fund-sheet-too-many-rows': {
    status: 422,
    zh: '表里超过 {limit} 行，一次最多 {limit} 行。请按月份分开导出。',
    en: 'The sheet has more than {limit} rows, which is the most that is taken at once. Export it month by month.',
  },
  'fund-sheet-unpacks-too-large': {
    status: 422,
    zh: '工作簿解开后超过 {limitMb} MB，没有读取。请删去多余的工作表和格式，或改存 CSV。',
    en: 'The workbook unpacks to more than {limitMb} MB and was not read. Take out other sheets and formats, or save it as CSV.',
  },
  'fund-sheet-busy': {
    status: 503,
    zh: '正在读取别的表格，请稍后再试。',
    en: 'Other sheets are being read. Try again in a moment.',
  },
  'fund-sheet-columns-missing': {
    status: 422,
    zh: '前 {within} 行里找不到同时有这些列的表头：{headers}。请核对列名，或重新对应。',
    en: 'No header in the first {within} rows has all of these columns: {headers}. Check the names, or map the columns again.',
  },
  'fund-sheet-column-twice': {
    status: 422,
    zh: '表头里“{header}”出现了不止一次，分不清用哪一列。请在表里改掉其中一个列名。',
    en: 'The header “{header}” stands there more than once, and nobody can say which column is meant. Rename one of them in the sheet.',
  },
  'fund-columns-amount': {
    status: 409,
    zh: '请说明金额在哪一列：要么一列“金额”，要么“收入（贷方）”列（可另有“支出（借方）”列），二者选一。',
    en: 'Say where the money stands: either one amount column, or a column of credits (with or without one of debits).',
  },
  'fund-column-used-twice': {
    status: 409,
    zh: '列“{header}”对应了两项。请让每一列只对应一项。',
    en: 'The column “{header}” stands for two things. Let each column stand for one.',
  },
  'fund-key-column-missing': {
    status: 409,
    zh: '这个银行账户以前的列对应用“{header}”分辨每一笔，这里没有对应这一列，已入账的会认不出来、再记一次。请对应这一列；确是另一个账户的，请另存为新的一种并写明账户。',
    en: 'So far the rows of this bank account are told apart by “{header}”, which is not mapped here: booked money would not be recognised and be booked again. Map that column; if this is another account, save a new mapping that names it.',
  },
  'fund-key-column-added': {
    status: 409,
    zh: '这个银行账户以前的列对应没有用“{header}”分辨每一笔，这里多对应了这一列，已入账的会认不出来、再记一次。请不要对应这一列；确是另一个账户的，请另存为新的一种并写明账户。',
    en: 'So far the rows of this bank account are told apart without “{header}”, which is mapped here: booked money would not be recognised and be booked again. Leave that column out; if this is another account, save a new mapping that names it.',
  },
  'fund-import-unknown': {
    status: 404,
    zh: '没有这次导入。请回到导入列表重新打开。',
    en: 'There is no such import. Go back to the list and open it again.',
  },
  'fund-import-not-staged': {
    status: 409,
    zh: '这份文件还没有试算完。请先试算，再入账。',
    en: 'The dry run of this file is not finished. Run it first, then book it.',
  },
  'fund-import-changed': {
    status: 409,
    zh: '这份文件刚刚按另一种列对应重新试算过。请重新打开，看过结果再入账。',
    en: 'The file has just been read again with other columns. Open it again and look at the result before booking.',
  },
  'fund-import-booked': {
    status: 409,
    zh: '这份文件已经入账，不能放弃或重做。请改用冲正更正单笔。',
    en: 'The file is booked already, and can be neither discarded nor done again. Correct single entries by reversal.',
  },
  'fund-import-discarded': {
    status: 409,
    zh: '这次导入已经放弃。要用这份文件，请重新试算。',
    en: 'This import was discarded. To use the file, run it again.',
  },
  'fund-import-has-failed-rows': {
    status: 409,
    zh: '有 {failed} 行没有通过（第一处：第 {row} 行）。请下载这些行改正后另行导入，或选择“先入账其余行”。什么都没有记入。',
    en: '{failed} rows did not pass (the first is row {row}). Download and correct them, or choose to book the others first. Nothing was booked.',
  },
  'fund-import-nothing-to-book': {
    status: 409,
    zh: '没有可入账的行：都已入账、未通过或是支出。什么都没有记入。',
    en: 'There is no row to book: all of them are booked already, did not pass, or are money that went out. Nothing was booked.',
  },
  'fund-mapping-unknown': {
    status: 404,
    zh: '本小区没有这种列对应。请刷新后重新选择，或另存为新的一种。',
    en: 'The compound has no such column mapping. Reload and choose again, or save it as a new one.',
  },
  'fund-too-many-mappings': {
    status: 409,
    zh: '一个小区最多保存 {limit} 种列对应。请改用或覆盖已有的一种。',
    en: 'A compound keeps at most {limit} column mappings. Use or replace one of them.',
  },
  'fund-too-many-banks': {
    status: 409,
    zh: '列对应里先后写过的银行账户已满 {limit} 个。请沿用写过的名称。',
    en: 'The mappings of the compound have named {limit} bank accounts so far, which is the most. Use a name that was used before.',
  },
})
export const reject = fundImportErrors.reject
