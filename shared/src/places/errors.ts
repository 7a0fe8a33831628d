/** What places says no with: code, status, sentences. */
import { errors } from '@changxin/shared/kernel'

export const placesErrors = errors({
  'region-unknown': {
    status: 404,
    zh: '没有这个区划。请先登记，或从列表里另选一个。',
    en: 'There is no such region. Register it first, or choose another from the list.',
  },
  'region-exists': {
    status: 409,
    zh: '这个区划已登记为“{name}”。要改名请用改名，其他内容不能改。',
    en: 'This region is already registered as “{name}”. Use rename to change its name; the rest is fixed.',
  },
  'region-parent-missing': {
    status: 409,
    zh: '{levelZh}要有上级。请选择它的上级，可选的级别：{allowedZh}。',
    en: 'Choose what this {levelEn} belongs to. Possible levels: {allowedEn}.',
  },
  'region-parent-unknown': {
    status: 409,
    zh: '没有这个上级区划。请先登记上级，或另选一个。',
    en: 'The region above does not exist. Register it first, or choose another.',
  },
  'region-level-mismatch': {
    status: 409,
    zh: '{levelZh}不能归在{parentLevelZh}之下。可选的上级级别：{allowedZh}。请另选一个。',
    en: 'A {levelEn} cannot lie in a {parentLevelEn}. Choose what is above it from these levels: {allowedEn}.',
  },
  'compound-unknown': {
    status: 404,
    zh: '没有这个小区。请先登记小区。',
    en: 'There is no such compound. Register the compound first.',
  },
  'compound-exists': {
    status: 409,
    zh: '这个小区已登记为“{name}”。请直接打开它。',
    en: 'This compound is already registered as “{name}”. Open it instead.',
  },
  'compound-region-unfit': {
    status: 409,
    zh: '小区要归在社区、街道（镇）或区县之下。请另选一个已登记的区划。',
    en: 'A compound lies in a community, a subdistrict or a district. Choose a registered region of these levels.',
  },
  'compound-block-unfit': {
    status: 409,
    zh: '所选的不是已登记的片区（街区）。请另选一个片区，或留空。',
    en: 'What was chosen is not a registered block. Choose a block, or leave it empty.',
  },
  'accepted-in-future': {
    status: 409,
    zh: '竣工验收日期 {acceptedOn} 晚于今天（{today}）。请填写已经发生的日期。',
    en: 'The acceptance date {acceptedOn} is after today ({today}). Enter a date that has passed.',
  },
  'renovation-accepted-already': {
    status: 409,
    zh: '竣工验收日期已记录为 {recordedOn}，保修从那天起算，不能改。若有误，请联系管理员核对。',
    en: 'Acceptance is already recorded as {recordedOn}; warranties count from it, so it stands. If it is wrong, ask the administrator.',
  },
  'rows-at-fault': {
    status: 409,
    zh: '清单有 {count} 处问题，整份都没有登记。请改正后重新提交：{problemsZh}。',
    en: 'The list has {count} faults and nothing of it was taken. Correct it and submit it again: {problemsEn}.',
  },
  'rows-too-many': {
    status: 409,
    zh: '清单有 {count} 行，一次最多 {limit} 行。请分几次提交。',
    en: 'The list has {count} rows; at most {limit} are taken at once. Submit it in parts.',
  },
  'unit-unknown': {
    status: 404,
    zh: '小区里没有这一户。请先登记户室。',
    en: 'The compound has no such unit. Register the unit first.',
  },
  'relation-person-unknown': {
    status: 409,
    zh: '没有这个人，或其资料已删除。请先登记此人。',
    en: 'There is no such person, or their data were erased. Register the person first.',
  },
  'relation-in-future': {
    status: 409,
    zh: '开始日期 {since} 晚于今天（{today}）。请填写已经开始的日期。',
    en: 'The first day {since} is after today ({today}). Enter a day that has begun.',
  },
  'relation-overlaps': {
    status: 409,
    zh: '此人与这一户已有同样的关系（自 {since} 起）。请先结束原来的，再登记新的。',
    en: 'The person already has this relation to the unit since {since}. End it first, then record the new one.',
  },
  'relation-unknown': {
    status: 404,
    zh: '这一户没有这条关系。请刷新后重选。',
    en: 'The unit has no such relation. Reload and choose again.',
  },
  'relation-ends-before-start': {
    status: 409,
    zh: '最后一天 {until} 早于开始日期 {since}。请填写不早于开始日期的日期。',
    en: 'The last day {until} is before the first day {since}. Enter a day that is not earlier.',
  },
  'relation-ended-already': {
    status: 409,
    zh: '这条关系已于 {until} 结束，不能改。如仍有关系，请登记新的一条。',
    en: 'This relation ended on {until} and stands. If there is a relation still, record a new one.',
  },
})
export const reject = placesErrors.reject
