/** What labels and the form behind them say no with. */
import { errors } from '@changxin/shared/kernel'

export const labelErrors = errors({
  'label-unknown': {
    status: 404,
    zh: '没有这张报修码。请检查网址，或重新扫描墙上的二维码；仍打不开，请打管理电话报修。',
    en: 'There is no such label. Check the address or scan the code on the wall again; if it still fails, report by phone.',
  },
  'label-withdrawn': {
    status: 404,
    zh: '这张报修码已经停用。请扫描附近的新码，或打管理电话报修。',
    en: 'This label is no longer in use. Scan a new one nearby, or report by phone.',
  },
  'label-place-unknown': {
    status: 409,
    zh: '本小区没有登记这个位置，不能制码。请从本小区的楼栋、单元或共用部位中选择。',
    en: 'This place is not registered in the compound. Choose one of its buildings, entrances or common parts.',
  },
  'label-form-expired': {
    status: 403,
    zh: '页面打开超过 {minutes} 分钟，已失效，没有提交。请重新扫码，写过的文字会保留。',
    en: 'The page was open for more than {minutes} minutes and nothing was sent. Scan the code again; what you wrote is kept.',
  },
  'label-form-wrong': {
    status: 403,
    zh: '这不是从这张报修码打开的页面，没有提交。请重新扫码再报。',
    en: 'This page was not opened by this label, so nothing was taken. Scan the code again and report from there.',
  },
  'label-slow-down': {
    status: 429,
    zh: '从这里报修太频繁。请等 {retryAfterSeconds} 秒再试；有危险请直接打管理电话。',
    en: 'There were too many reports from here. Wait {retryAfterSeconds} seconds; if there is danger, call instead.',
  },
  'label-photos-full': {
    status: 409,
    zh: '一次最多附 {files} 张照片，共 {megabytes} MB。请去掉几张再提交。',
    en: 'A report takes at most {files} photos of {megabytes} MB together. Leave some out and send it again.',
  },
  'label-photos-only': {
    status: 415,
    zh: '这里只能附照片（JPEG、PNG、WebP）。请拍照或从相册选择。',
    en: 'Only photos (JPEG, PNG, WebP) can be added here. Take one, or choose one from the album.',
  },
  'follow-up-unknown': {
    status: 404,
    zh: '没有这个查询地址。请用报修成功后给出的完整网址；找不到时请带单号联系管理人员。',
    en: 'Nothing is found at this address. Use the whole address shown after the report, or ask the office with the number.',
  },
  'caller-and-person': {
    status: 409,
    zh: '已经选了替谁报修，就不用再填回电号码。请去掉其中一项。',
    en: 'Somebody is chosen already for whom this is reported. Leave out either that or the number to call back.',
  },
})
