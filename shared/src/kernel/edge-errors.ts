/** What the HTTP edge says no with, before or beside any domain rule. Part of the one registry. */
import { errors } from './rejected.ts'

export const edgeErrors = errors({
  malformed: {
    status: 400,
    zh: '提交的内容有误。请按各项提示改正后重新提交。',
    en: 'What was sent is not well formed. Correct the fields that are named and send it again.',
  },
  'unknown-field': {
    status: 400,
    zh: '提交了系统不认识的内容。请去掉所列各项后重新提交。',
    en: 'There are fields that nobody knows here. Leave out those that are named and send it again.',
  },
  'idempotency-key-missing': {
    status: 400,
    zh: '请求缺少 Idempotency-Key。请为每次操作生成一个 UUID，并放在这个请求头里。',
    en: 'The header Idempotency-Key is missing. Make a UUID for each command and send it there.',
  },
  'not-signed-in': { status: 401, zh: '请先登录，再继续。', en: 'Sign in first, then go on.' },
  'person-changed': {
    status: 401,
    zh: '这台设备上已经换了别人登录，没有执行。请刷新页面；要继续，请用自己的账号登录。',
    en: 'Somebody else has signed in on this device meanwhile, so this was not carried out. Reload the page, and sign in as yourself to go on.',
  },
  'sign-in-failed': {
    status: 401,
    zh: '登录名或密码不对。请检查后再试；忘记密码请联系管理员。',
    en: 'The login name or the password is wrong. Check both and try again, or ask the administrator for a new password.',
  },
  'link-unknown': {
    status: 401,
    zh: '这个链接不完整，或者不是本系统发的。请从收到的消息里重新打开，或向发链接的人重新要一个。',
    en: 'This link is not complete, or not one of ours. Open it again from the message, or ask whoever sent it for a new one.',
  },
  csrf: {
    status: 403,
    zh: '请求不是从本站页面发出的，没有执行。请刷新页面后再试。',
    en: 'The request did not come from a page of this site and was not carried out. Reload the page and try again.',
  },
  forbidden: {
    status: 403,
    zh: '您没有在这里做这件事的权限。如有需要，请联系管理员授权。',
    en: 'You may not do this here. If you need to, ask the administrator for the role.',
  },
  'not-found': {
    status: 404,
    zh: '没有找到。请检查地址，或返回列表重选。',
    en: 'Nothing was found here. Check the address, or go back to the list and choose again.',
  },
  'revision-mismatch': {
    status: 412,
    zh: '内容已被别人改过，这次没有保存。请刷新，看过新内容后再提交。',
    en: 'Somebody changed this meanwhile and nothing was saved. Reload, look at it, and submit again.',
  },
  'too-large': {
    status: 413,
    zh: '内容太大，没有接收。请缩小文件或分几次提交。',
    en: 'This is too large and was not taken. Make the file smaller, or send it in parts.',
  },
  'unsupported-type': {
    status: 415,
    zh: '不支持这种格式。请改用支持的格式后重试。',
    en: 'This format is not supported. Use one that is, and try again.',
  },
  'key-reused': {
    status: 422,
    zh: '同一个 Idempotency-Key 已用于另一份内容。请为新的操作换一个新的。',
    en: 'This Idempotency-Key was used for something else. Make a new key for a new command.',
  },
  'too-many-requests': {
    status: 429,
    zh: '操作太频繁。请稍等片刻再试。',
    en: 'There were too many requests. Wait a moment and try again.',
  },
  'stream-busy': {
    status: 503,
    zh: '很多人同时在改这一项，这次没有保存。请稍后再试。',
    en: 'Many are changing this at the same time and nothing was saved. Try again in a moment.',
  },
  'not-ready': {
    status: 503,
    zh: '系统正在准备数据。请稍后再试。',
    en: 'The server is still getting ready. Try again in a moment.',
  },
  'log-unavailable': {
    status: 503,
    zh: '暂时无法写入记录，这次是否保存尚不确定。请稍后用原内容重试，不会重复登记。',
    en: 'The log cannot be reached, so it is not certain that this was saved. Send the same again later; it is never taken twice.',
  },
  internal: {
    status: 500,
    zh: '系统出了问题，已记录。请稍后再试；若仍不行，请把请求编号告诉管理员。',
    en: 'Something went wrong here and was noted. Try again later; if it stays, tell the administrator the request id.',
  },
})
