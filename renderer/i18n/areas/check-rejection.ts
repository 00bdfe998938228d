import { area } from '../entry.ts';

/** Why a check of identity, a diagnosis or an incident said no. */
export const checkRejection = area({
  'verification.unknown': {
    zh: '这个会话还没有开始核验。',
    en: 'No check has been started in this conversation.',
  },
  'verification.not-open': {
    zh: '核验已经结束，请重新开始。',
    en: 'This check has ended. Start it again.',
  },
  'verification.already-open': {
    zh: '正在核验另一位客户，请先结束。',
    en: 'Another customer is being checked here. End that first.',
  },
  'verification.third-party': {
    zh: '只能为客户本人或有授权记录的人办理。',
    en: 'This can only be done for the customer, or for someone with recorded authority.',
  },
  'verification.locked': {
    zh: '尝试次数过多，核验已暂时锁定。',
    en: 'Too many attempts. Checking is locked for a while.',
  },
  'verification.question-open': {
    zh: '上一个问题还在等待回答。',
    en: 'The last question is still waiting for its answer.',
  },
  'verification.factor-off': {
    zh: '这个品牌不核验这一项。',
    en: 'This brand does not ask for that.',
  },
  'verification.no-record': {
    zh: '还没有可以核对的记录。',
    en: 'There is no record to check against yet.',
  },
  'verification.no-reason': { zh: '请写明原因。', en: 'Say why.' },
  'verification.no-code': {
    zh: '这个验证码已经失效，请重新发送。',
    en: 'That code is no longer good. Send a new one.',
  },
  'verification.code-expired': {
    zh: '验证码已过期，请重新发送。',
    en: 'The code has run out. Send a new one.',
  },
  'verification.too-many-codes': {
    zh: '这个会话中发送的验证码已达上限。',
    en: 'No more codes can be sent in this conversation.',
  },
  'verification.same-person': { zh: '需要由另一位同事批准。', en: 'A second person has to agree.' },
  'verification.wrong-contact': {
    zh: '核验的是另一位客户。',
    en: 'Somebody else was checked here.',
  },
  'verification.level-too-low': {
    zh: '请先完成核验，再进行这项操作。',
    en: 'Complete the check before doing this.',
  },
  'verification.override-too-high': {
    zh: '主管只能放行到可以讨论交易的级别。',
    en: 'A supervisor can only vouch for talking about the transaction.',
  },
  'verification.refund-and-change': {
    zh: '同一会话中不能既退款又更改联系方式。',
    en: 'Refunding and changing contact details cannot be done in one conversation.',
  },
  'verification.cooling-down': {
    zh: '联系方式最近更改过，暂时只能原路退款。',
    en: 'Contact details changed recently, so money can only go back the way it came.',
  },
  'procedure.facts-not-asked': {
    zh: '请先询问订单号、交易时间和交易金额。',
    en: 'Ask for order number, time and amount first.',
  },
  'procedure.safety-not-checked': {
    zh: '请先确认账户安全并核实有无异常活动。',
    en: 'Check the account for unusual activity first.',
  },
  'procedure.record-not-confirmed': {
    zh: '请先查找并确认交易记录。',
    en: 'Find and confirm the transaction record first.',
  },
  'procedure.cause-not-found': { zh: '请先记录问题原因。', en: 'Record the cause first.' },
  'procedure.solution-not-told': {
    zh: '请先把解决方案告诉客户。',
    en: 'Tell the customer the solution first.',
  },
  'procedure.no-department': {
    zh: '请选择要转交的部门。',
    en: 'Choose the department to hand this to.',
  },
  'procedure.no-estimate': {
    zh: '请填写预计处理时间，且须晚于现在。',
    en: 'Give the expected time of completion; it has to be in the future.',
  },
  'procedure.estimate-not-told': {
    zh: '请先把预计处理时间告诉客户。',
    en: 'Tell the customer the expected time first.',
  },
  'diagnosis.unknown-script': {
    zh: '这个排查流程没有或已更新，请重新选择。',
    en: 'This script is not here or has a newer version. Choose it again.',
  },
  'diagnosis.not-started': {
    zh: '还没有开始排查，请先选择流程。',
    en: 'No script has been started yet. Choose one first.',
  },
  'diagnosis.unknown-step': {
    zh: '当前流程没有这一步。',
    en: 'The script does not have this step.',
  },
  'diagnosis.follow-up-in-past': {
    zh: '跟进时间需晚于现在，请重新选择。',
    en: 'The follow-up has to be in the future. Choose again.',
  },
  'diagnosis.concluded': {
    zh: '排查已有结论，需要时请重新开始。',
    en: 'This has been concluded. Start again to go on.',
  },
  'diagnosis.reason-missing': {
    zh: '请写明得出这个结论的理由。',
    en: 'Say why you came to this conclusion.',
  },
  'incident.unknown': { zh: '找不到这个故障事件。', en: 'This incident is not here.' },
  'incident.already-exists': {
    zh: '这个故障事件已经存在。',
    en: 'This incident already exists.',
  },
  'incident.closed': {
    zh: '这个故障事件已经关闭。',
    en: 'This incident is closed.',
  },
  'verification.unknown-record': {
    zh: '请重新查找这笔记录。',
    en: 'Look this record up again.',
  },
  'verification.no-address': {
    zh: '记录里没有可用的邮箱。',
    en: 'The record holds no address to send a code to.',
  },
  'verification.no-mailbox': {
    zh: '这个品牌还没有能发信的邮箱。',
    en: 'This brand has no mailbox that sends.',
  },
  'verification.no-code-page': {
    zh: '这个品牌还没有网页聊天，客户无处输入验证码。',
    en: 'This brand has no web chat, so there is no page to enter a code on.',
  },
});
