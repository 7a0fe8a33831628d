/** What a decision says no with; its sentences say what to do next. */
import { errors } from '@changxin/shared/kernel'

const LAW_14 = '《物业管理条例》第十四条'
const LAW_278 = '《民法典》第二百七十八条'

export const decisionErrors = errors({
  'decision-unknown': {
    status: 404,
    zh: '没有这次表决。请回到表决列表重新打开。',
    en: 'There is no such decision. Go back to the list of decisions and open it again.',
  },
  'decision-wrong-status': {
    status: 409,
    zh: '这次表决{statusZh}，不能这样做。请刷新后看看现在可以做什么。',
    en: 'The decision is {statusEn}, so this is not possible. Reload it and see what can be done now.',
  },
  'decision-no-rule': {
    status: 409,
    zh: '还没有登记适用于本小区的表决规则。请先由管理员登记规则，再提出表决。',
    en: 'No voting rule in force here is on record. Have the administrator record one, then propose.',
  },
  'decision-caller-unfit': {
    status: 409,
    zh: '您的身份不能以这个名义发起表决。请按您的身份选择发起人。',
    en: 'Your role cannot call a decision in this name. Choose who calls it by your role.',
  },
  'decision-demand-unfit': {
    status: 409,
    zh: '所选的业主提议不在本小区，或者已经撤回。请核对提议，或换一种发起方式。',
    en: 'The owners’ demand is not of this compound, or was given up. Look at the demand, or choose who else calls it.',
  },
  'decision-items-alike': {
    status: 409,
    zh: '有两项议题的编号相同。请刷新页面后重新填写。',
    en: 'Two items have the same id. Reload the page and fill them in again.',
  },
  'decision-effect-needs-compound': {
    status: 409,
    zh: '“{title}”关系到全体业主，表决范围要选“全体业主”。',
    en: '“{title}” concerns all owners. Choose the whole compound as the scope.',
  },
  'decision-effect-unfit': {
    status: 409,
    zh: '“{title}”的类别与它要产生的效果不一致。请改选类别，或去掉效果。',
    en: 'The matter of “{title}” does not fit what it shall bring about. Choose the fitting matter or leave the effect out.',
    source: LAW_278,
  },
  'decision-effect-unknown': {
    status: 409,
    zh: '“{title}”所指的人、管理单位或报修单不存在，或不在本小区。请重新选择。',
    en: 'The person, manager or request that “{title}” names does not exist, or not in this compound. Choose it again.',
  },
  'decision-group-unknown': {
    status: 409,
    zh: '“{title}”所在的分组不存在。请重新选择分组。',
    en: '“{title}” names a group that does not exist. Choose its group again.',
  },
  'decision-group-empty': {
    status: 409,
    zh: '分组“{title}”至少要有 {needed} 项候选，现在只有 {items} 项。请补足候选或减少名额。',
    en: 'The group “{title}” needs at least {needed} items and has {items}. Add items or lower its seats.',
  },
  'roll-empty': {
    status: 409,
    zh: '表决范围内没有登记任何户。请先登记房屋，再提出表决。',
    en: 'No unit is registered in the scope. Register the units first, then propose.',
  },
  'roll-too-large': {
    status: 409,
    zh: '表决范围内有 {units} 户，一次最多 {limit} 户。请按楼栋分开表决。',
    en: 'The scope has {units} units; at most {limit} can decide at once. Split it by buildings.',
  },
  'roll-no-floor-area': {
    status: 409,
    zh: '表决范围内没有一户登记了建筑面积，无法按面积计票。请先登记面积。',
    en: 'No unit in scope has a floor area on record, so floor area cannot be counted. Record floor areas first.',
    source: LAW_278,
  },
  'roll-unit-unknown': {
    status: 409,
    zh: '名册里没有这一户。请从名册中选择。',
    en: 'This unit is not on the roll. Choose one from the roll.',
  },
  'objection-too-late': {
    status: 409,
    zh: '名册异议期已于 {until} 结束。请直接联系业主委员会或社区。',
    en: 'The time to object to the roll ended on {until}. Speak to the committee or the community.',
  },
  'objection-unknown': {
    status: 404,
    zh: '没有这条异议。请刷新后重试。',
    en: 'There is no such objection. Reload and try again.',
  },
  'objection-settled-otherwise': {
    status: 409,
    zh: '这条异议已经处理。有新情况请另提异议。',
    en: 'This objection is settled. If there is something new, raise another one.',
  },
  'objection-changes-too-much': {
    status: 409,
    zh: '一次最多更正名册中的 {limit} 户，这次涉及 {units} 户。请分开处理。',
    en: 'At most {limit} units of the roll are corrected at once; this concerns {units}. Settle it in parts.',
  },
  'objections-none': {
    status: 409,
    zh: '没有待处理的名册异议。',
    en: 'No objection to the roll is waiting. There is nothing to settle.',
  },
  'objections-open': {
    status: 409,
    zh: '还有 {open} 条名册异议没有处理。请先逐条处理，再开始投票。',
    en: '{open} objections to the roll are not settled. Settle each of them before the voting opens.',
  },
  'notice-too-short': {
    status: 409,
    zh: '公告到开始投票至少 {days} 天。请把开始日改到 {earliest} 或以后。',
    en: 'Between announcement and opening there must be at least {days} days. Choose {earliest} or later.',
    source: LAW_14,
  },
  'objection-time-short': {
    status: 409,
    zh: '名册异议期至少 {days} 天。请把截止日改到 {earliest} 或以后。',
    en: 'Objections to the roll must be possible for at least {days} days. Choose {earliest} or later.',
  },
  'objection-time-long': {
    status: 409,
    zh: '名册异议期要在开始投票（{opensOn}）之前结束。请改早一些，或推迟投票。',
    en: 'The time to object must end before the voting opens ({opensOn}). Choose an earlier day or open later.',
  },
  'window-too-short': {
    status: 409,
    zh: '投票期至少 {days} 天。请把截止日改到 {earliest} 或以后。',
    en: 'Ballots must be taken for at least {days} days. Choose {earliest} or later as the last day.',
  },
  'window-too-long': {
    status: 409,
    zh: '投票期最多 {days} 天。请把截止日改到 {latest} 或以前。',
    en: 'Ballots may be taken for at most {days} days. Choose {latest} or earlier as the last day.',
  },
  'posting-day-ahead': {
    status: 409,
    zh: '张贴日期不能晚于今天（{today}）。请改正日期。',
    en: 'The day of a posting cannot be after today ({today}). Correct the day.',
  },
  'posting-day-early': {
    status: 409,
    zh: '张贴日期不能早于提出表决的日期（{proposedOn}）。请改正日期。',
    en: 'The day of a posting cannot be before the decision was proposed ({proposedOn}). Correct the day.',
  },
  'posting-unknown': {
    status: 409,
    zh: '没有这次张贴记录。请先登记“无法送达”的张贴并附照片。',
    en: 'There is no such posting. Record the posting for undeliverable ballots, with its photo, first.',
  },
  'counters-not-three': {
    status: 409,
    zh: '计票人要三名，而且是三个不同的人。请重新选择。',
    en: 'There must be three counters, three different people. Choose again.',
  },
  'counter-unfit': {
    status: 409,
    zh: '所选计票人中有 {who}，不能计票：{whyZh}。请换一名。',
    en: 'One of the chosen counters ({who}) cannot count: {whyEn}. Choose somebody else.',
  },
  'counters-fixed': {
    status: 409,
    zh: '计票人已经持有选票密钥的分片，不能更换。如必须更换，请撤回本次表决重新提出。',
    en: 'The counters hold the parts of the ballot key and cannot be changed. Withdraw the decision and propose it anew if you must.',
  },
  'counters-missing': {
    status: 409,
    zh: '还没有确定计票人。请先选定三名计票人。',
    en: 'No counters are named. Name three of them first.',
  },
  'not-a-counter': {
    status: 403,
    zh: '只有本次表决的计票人可以这样做。',
    en: 'Only the counters of this decision can do this. Ask one of them.',
  },
  'ballot-key-exists': {
    status: 409,
    zh: '选票密钥已经生成，不能再换。',
    en: 'The ballot key is made and cannot be changed. Use the one that there is.',
  },
  'ballot-key-missing': {
    status: 409,
    zh: '本次表决没有生成选票密钥，只能用纸质票。请领取纸质票。',
    en: 'No ballot key was made for this decision, so it is on paper alone. Ask for a paper ballot.',
  },
  'ballot-key-released': {
    status: 409,
    zh: '密钥已经公布，不需要再做。请继续计票。',
    en: 'The key is released. Go on with the count.',
  },
  'ballot-key-wrong': {
    status: 409,
    zh: '密钥与公布的公钥不符。请计票人核对手中的分片后重试。',
    en: 'The secret does not belong to the public key. Have the counters check their parts and try again.',
  },
  'ballot-key-not-released': {
    status: 409,
    zh: '有 {ballots} 张网上选票还打不开。请计票人先合出密钥，再计票。',
    en: '{ballots} ballots cast on screen cannot be opened yet. Have the counters release the key, then count.',
  },
  'voter-unknown': {
    status: 404,
    zh: '名册上没有这一票。请从名册中选择。',
    en: 'There is no such head on the roll. Choose one from the roll.',
  },
  'delivery-unchecked': {
    status: 409,
    zh: '这一票的业主身份还没有核实，不能发放网上投票码。请核对产权证明并写明核对方式和领取人，或只发纸质票。',
    en: 'The right of this head is not checked, so no code for the screen is given. Check the proof and say how and whom, or hand out paper alone.',
  },
  'not-for-oneself': {
    status: 409,
    zh: '不能给自己核实产权、登记委托。请由另一名工作人员核对并登记。',
    en: 'Nobody checks their own right or records an authorisation for themselves. Let somebody else check and record it.',
  },
  'delivery-missing': {
    status: 409,
    zh: '还有 {heads} 票没有送达，也没有张贴公示。请先送达，或登记为无法送达并附张贴照片。',
    en: '{heads} heads were neither delivered to nor posted as undeliverable. Deliver, or record them as undeliverable with the posting.',
  },
  'undeliverable-posting-short': {
    status: 409,
    zh: '无法送达的选票要公示满 {days} 天，最迟一次张贴在 {postedOn}，到截止日还不满。请撤回后改期。',
    en: 'Ballots that cannot be delivered must hang for {days} days; the latest was posted on {postedOn}, too late before the closing. Withdraw and choose other days.',
  },
  'already-delivered': {
    status: 409,
    zh: '这一票已经送达，不能登记为无法送达。',
    en: 'This ballot was delivered, so it cannot be recorded as undeliverable. Reload the list.',
  },
  'proxy-of-own-head': {
    status: 409,
    zh: '受托人本来就是这一票的业主，可以直接投票，不需要委托。',
    en: 'This person owns the units of this head and can vote without an authorisation. Leave it out.',
  },
  'proxy-unknown': {
    status: 409,
    zh: '没有这份委托书。请先登记委托书，再投票。',
    en: 'There is no such written authorisation. Record it first.',
  },
  'not-open-yet': {
    status: 409,
    zh: '投票从 {opensOn} 开始。请到那天再来。',
    en: 'Ballots are taken from {opensOn} on. Come back then.',
  },
  'voting-over': {
    status: 409,
    zh: '投票已于 {closesOn} 截止，之后的票不算。',
    en: 'The voting ended with {closesOn}; no ballot is taken after it. Look at the result when it is posted.',
  },
  'head-not-checked': {
    status: 409,
    zh: '您的产权还没有核实，不能网上投票。请带上产权证明找工作人员核对，或用纸质票。',
    en: 'Your ownership is not checked, so you cannot vote on screen. Show your proof to the staff, or use a paper ballot.',
  },
  'not-your-ballot': {
    status: 403,
    zh: '这一票不是您的，您也没有登记的委托。请用自己的选票。',
    en: 'This ballot is not yours and no authorisation for you is on record. Use your own.',
  },
  'ballot-code-missing': {
    status: 409,
    zh: '这一票还没有发放网上投票码。请向发票人领取，或用纸质票。',
    en: 'No code for the screen was given for this head. Ask whoever hands out the ballots, or use paper.',
  },
  'ballot-code-wrong': {
    status: 403,
    zh: '投票码不对。请核对选票通知上最新的一组投票码。',
    en: 'The code is wrong. Look at the newest slip that you were given and type its code.',
  },
  'ballot-code-slow-down': {
    status: 429,
    zh: '投票码输错次数太多。请 {retryAfterSeconds} 秒后再试。',
    en: 'Too many wrong codes. Try again in {retryAfterSeconds} seconds.',
  },
  'ballot-password-wrong': {
    status: 403,
    zh: '密码不对。请输入您的登录密码。',
    en: 'The password is wrong. Type the password that you sign in with.',
  },
  'ballot-password-missing': {
    status: 409,
    zh: '您的账号没有密码，不能网上投票。请用纸质票。',
    en: 'Your account has no password, so you cannot vote on screen. Use a paper ballot.',
  },
  'ballot-sealed-wrong': {
    status: 422,
    zh: '选票没有正确加密，没有收下。请刷新页面后重新投票。',
    en: 'The ballot is not sealed as it must be and was not taken. Reload the page and vote again.',
  },
  'receipt-number-taken': {
    status: 409,
    zh: '回执号 {receiptNumber} 在本次表决中已经用过。请核对号码。',
    en: 'The receipt number {receiptNumber} is used in this decision already. Check the number.',
  },
  'receipt-number-wrong': {
    status: 422,
    zh: '回执号 {receiptNumber} 的校验位不对。请对照票面重新输入。',
    en: 'The check digit of {receiptNumber} is wrong. Type the number again from the slip.',
  },
  'ballots-missing': {
    status: 409,
    zh: '还有 {heads} 票没有交回，到 {closesOn} 结束后自动截止。请等到截止。',
    en: '{heads} heads have not returned a ballot; the voting closes by itself at the end of {closesOn}. Wait until then.',
  },
  'ballot-unknown': {
    status: 404,
    zh: '没有这张选票。请刷新后重试。',
    en: 'There is no such ballot. Reload and try again.',
  },
  'ballot-not-paper': {
    status: 409,
    zh: '这是网上选票，不需要录入。',
    en: 'This ballot was cast on screen and is not entered by hand. Choose a paper ballot.',
  },
  'marks-unfit': {
    status: 422,
    zh: '录入的选择与选票不符：每项议题最多一个选择，无效票要写明原因。请重新录入。',
    en: 'The marks do not fit the ballot: at most one for each item, and a reason where it is not valid. Enter it again.',
  },
  'paper-entered-otherwise': {
    status: 409,
    zh: '您已录入过这张票。两人录入不一致时，请用“核对差异”处理。',
    en: 'You have entered this ballot. If the two entries differ, settle the difference.',
  },
  'paper-entered-twice': {
    status: 409,
    zh: '这张票已由两名计票人录入，不需要再录。',
    en: 'Two counters have entered this ballot. Go on with the next.',
  },
  'paper-settled-alone': {
    status: 409,
    zh: '不能由本人让自己的录入作数。请由录入不同的另一名计票人改认，或由第三名计票人核定。',
    en: 'Nobody settles a ballot on their own reading. The counter who read it otherwise gives way, or the third one decides.',
  },
  'paper-agrees': {
    status: 409,
    zh: '这张票没有差异，不需要处理。',
    en: 'The entries of this ballot do not differ. There is nothing to settle.',
  },
  'paper-open': {
    status: 409,
    zh: '还有 {ballots} 张纸质票没有由两人录入，或录入不一致。请先完成，再计票。',
    en: '{ballots} paper ballots are not entered by two counters, or differ. Finish them, then count.',
  },
  'counted-already': {
    status: 409,
    zh: '已经计票，结果不能再改。',
    en: 'The ballots are counted, and a count is final. Open the result.',
  },
  'annul-ground-unfit': {
    status: 409,
    zh: '投票截止前只能撤回；截止后只能因无效或法院撤销。请改选理由。',
    en: 'Before the closing a decision is withdrawn; after it, it can only be void or set aside by the court. Choose the ground again.',
    source: '《民法典》第二百八十条',
  },
  'annul-proof-missing': {
    status: 409,
    zh: '请附上判决书或认定无效的文件。',
    en: 'Attach the judgment, or the paper that finds the decision void.',
  },
})
export const rejectDecision = decisionErrors.reject
