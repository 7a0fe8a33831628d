/** What the proof says no with. */
import { errors } from '../../kernel/index.ts'

export const fundProofErrors = errors({
  'proof-needs-checkpoint': {
    status: 409,
    zh: '账上的记录还没有核对码，第一个核对码在今天夜里生成。请明天再来下载。',
    en: 'The records have no check code yet; the first is made tonight. Download the proof tomorrow.',
  },
  'proof-since-beyond': {
    status: 409,
    zh: '您保存的核对码包含 {since} 条记录，而现在最新的核对码只有 {size} 条。请核对数字；如果数字没错，说明后来有记录被截掉，请连同保存的核对码一起反映给街道。',
    en: 'The check code that you kept covers {since} records, the newest one only {size}. Compare the number; if it is right, records were cut off since: take the code that you kept to the subdistrict.',
  },
  'proof-too-long': {
    status: 409,
    zh: '该户有 {entries} 笔明细，一份证明最多 {limit} 笔。请向物业服务中心索取整份账册。',
    en: 'The account has {entries} entries, a proof at most {limit}. Ask the service centre for the whole book.',
  },
})
export const rejectProof = fundProofErrors.reject
