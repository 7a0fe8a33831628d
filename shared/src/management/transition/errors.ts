/** What a transition says no with: code, status, sentences that say what to do next. */
import { errors } from '@changxin/shared/kernel'

export const transitionErrors = errors({
  'transition-open': {
    status: 409,
    zh: '本小区有一项交接正在进行。请先办完或取消那一项。',
    en: 'A transition of this compound is open. Finish it or cancel it first.',
  },
  'transition-none-open': {
    status: 409,
    zh: '本小区没有正在进行的交接。请先登记事由和方案。',
    en: 'No transition of this compound is open. Record the reason and the proposal first.',
  },
  'transition-changes-nothing': {
    status: 409,
    zh: '方案与现在的管理模式和管理单位相同，不需要交接。请另选，或取消交接。',
    en: 'The proposal is what the compound has now, so nothing changes hands. Choose another, or cancel.',
  },
  'transition-decided': {
    status: 409,
    zh: '已经有决定，方案不能再改。如有新的决定，请登记新的决定。',
    en: 'It has been decided, so the proposal cannot change any more. Record the new decision instead.',
  },
  'transition-decided-by-owners': {
    status: 409,
    zh: '这项交接依据业主表决结果，只能由新的表决改变。',
    en: 'This transition rests on a vote of the owners; only another vote changes it.',
    source: '民法典第二百七十八条',
  },
  'transition-step-before': {
    status: 409,
    zh: '要先办“{stepZh}”。请先办好，或写明依据后跳过。',
    en: 'The {stepEn} comes first. Do that, or skip it and record on what ground.',
  },
  'transition-step-done': {
    status: 409,
    zh: '“{stepZh}”已经办好，不需要跳过。',
    en: 'The {stepEn} is done, so there is nothing to skip.',
  },
  'transition-day-ahead': {
    status: 409,
    zh: '日期 {day} 还没到。请填写今天或以前的日期。',
    en: '{day} has not come yet. Give today or an earlier day.',
  },
  'transition-order-needs-end': {
    status: 409,
    zh: '街道应急服务要写明到期日。请填写到期日。',
    en: 'An order for emergency service needs its last day. Give that day.',
  },
  'transition-order-too-long': {
    status: 409,
    zh: '街道应急服务最长 {months} 个月，到期日最晚为 {latest}（{source}）。请改到期日。',
    en: 'Emergency service lasts at most {months} months, so its last day is {latest} or earlier ({source}). Correct it.',
  },
  'transition-end-without-order': {
    status: 409,
    zh: '只有街道应急服务才有到期日。请清空到期日，或把依据改为街道指定。',
    en: 'Only an order of the subdistrict has a last day. Leave it empty, or choose that ground.',
  },
  'transition-order-over': {
    status: 409,
    zh: '街道应急服务到 {until} 为止，接管日期不能更晚。请改接管日期，或登记新的决定。',
    en: 'The order for emergency service ends on {until}; it cannot be taken over later. Choose an earlier day, or record a new decision.',
  },
  'transition-order-outlived': {
    status: 409,
    zh: '街道应急服务到 {until} 为止，接续的单位最晚从 {latest} 起管理。请改日期；确实更晚的，等应急服务到期后再登记。',
    en: 'The order for emergency service ends on {until}, so what follows begins on {latest} at the latest. Choose an earlier day, or record it after the order has ended.',
  },
  'transition-nobody-to-notify': {
    status: 409,
    zh: '小区现在没有管理单位，不需要通知。可以直接办下一步。',
    en: 'Nobody manages the compound now, so nobody is given notice. Go on with the next step.',
  },
  'notice-needs-contract': {
    status: 409,
    zh: '合同另有约定时，请填写约定的天数和合同条款。',
    en: 'Where the contract says otherwise, give its days and its clause.',
    source: '民法典第九百四十六条、第九百四十七条',
  },
  'handover-signed': {
    status: 409,
    zh: '交接清单已由双方签字，不能再改。接管后的问题请在回查时登记。',
    en: 'Both sides have signed the handover list, so it stands. What turns up later belongs into the check afterwards.',
  },
  'handover-incomplete': {
    status: 409,
    zh: '清单还有 {count} 项没有登记：{missingZh}。请逐项登记后再签字。',
    en: '{count} things of the list are not recorded yet: {missingEn}. Record each before signing.',
  },
  'handover-needs-note': {
    status: 409,
    zh: '“{itemZh}”缺失或拒交，请写明缺什么、怎么处理。',
    en: '{itemEn} is missing or refused: say what, and what is done about it.',
  },
  'handover-needs-amount': {
    status: 409,
    zh: '“{itemZh}”请填写金额，没有就填 0。',
    en: '{itemEn}: give the amount, 0 if there is none.',
  },
  'handover-needs-data-proof': {
    status: 409,
    zh: '个人信息要写明是返还还是删除，并附证明材料。',
    en: 'Say whether the personal data was returned or deleted, and attach the proof.',
    source: '个人信息保护法第二十一条',
  },
  'handover-needs-paper': {
    status: 409,
    zh: '请上传签字盖章的交接清单照片或扫描件。',
    en: 'Attach a photo or scan of the signed and stamped list.',
  },
  'take-over-too-early': {
    status: 409,
    zh: '通知期到 {earliestOn} 才满，此前由原管理单位继续服务。请改接管日期，或写明依据后跳过通知期。',
    en: 'The notice runs until {earliestOn}, and the old operator serves until then. Choose that day or a later one, or skip the notice on a recorded ground.',
    source: '民法典第九百五十条',
  },
  'take-over-too-far-ahead': {
    status: 409,
    zh: '接管最多可提前 {limitDays} 天登记（到 {latest}）。请到时再登记。',
    en: 'Taking over can be recorded at most {limitDays} days ahead, until {latest}. Record it then.',
  },
  'take-over-before-last': {
    status: 409,
    zh: '现有模式自 {lastSince} 起，接管日期要晚于这一天。请改接管日期。',
    en: 'The present mode began on {lastSince}; it is taken over on a later day. Choose one.',
  },
  'check-none-due': {
    status: 409,
    zh: '本小区没有等待回查的交接。',
    en: 'No transition of this compound waits for its check. There is nothing to record.',
  },
  'check-too-early': {
    status: 409,
    zh: '回查要在 {dueOn} 当天或以后进行。请到时再登记。',
    en: 'The check is made on {dueOn} or later. Record it then.',
  },
  'transition-rule-exists': {
    status: 409,
    zh: '编号 {ruleId} 已有别的内容。请换一个编号。',
    en: 'The number {ruleId} is taken by another setting. Choose another number.',
  },
})
export const { reject } = transitionErrors
