/** What a demand for a meeting says no with. */
import { errors } from '@changxin/shared/kernel'

export const demandErrors = errors({
  'demand-unknown': {
    status: 404,
    zh: '没有这份提议。请回到小区的表决页重新打开。',
    en: 'There is no such demand. Go back to the decisions of the compound and open it again.',
  },
  'demand-not-open': {
    status: 409,
    zh: '这份提议{statusZh}，不能这样做。请刷新后看看现在可以做什么。',
    en: 'The demand is {statusEn}, so this is not possible. Reload it and see what can be done now.',
  },
  'demand-no-owner': {
    status: 409,
    zh: '这一户不在本小区的业主名册上。请选本小区的户。',
    en: 'This unit is not on the roll of the compound. Choose one of its units.',
  },
  'demand-owner-unchecked': {
    status: 409,
    zh: '您的业主身份还没有核验，网上不能联名。请到社区核验，或在纸上签名。',
    en: 'Your right as owner is not checked yet, so you cannot join on screen. Have it checked, or sign on paper.',
  },
  'demand-check-missing': {
    status: 409,
    zh: '这一户的业主没有登记或没有核验。请写明看过什么证件，再录入签名。',
    en: 'The owners of this unit are not recorded or not checked. Say which proof was seen, then enter the signature.',
  },
  'demand-scan-missing': {
    status: 409,
    zh: '纸上签名要附扫描件。请拍照上传签名页。',
    en: 'A signature on paper needs its scan. Take a picture of the page and add it.',
  },
  'demand-not-joined': {
    status: 409,
    zh: '这一户没有联名。请刷新后再看。',
    en: 'This unit has not joined. Reload and look again.',
  },
  'demand-elsewhere': {
    status: 409,
    zh: '表决不在这份提议的小区。请选本小区的提议。',
    en: 'The decision is not of the compound of this demand. Choose a demand of that compound.',
  },
})
export const rejectDemand = demandErrors.reject
