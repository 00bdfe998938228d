import { area } from '../entry.ts';

/** Outbox: what has not left, and what needs a person. */
export const outbox = area({
  title: { zh: '发件箱', en: 'Outbox' },
  'show.all': { zh: '全部', en: 'All' },
  'show.trouble': { zh: '需处理', en: 'Needs you' },
  list: { zh: '未发出的消息', en: 'Messages that have not left' },
  empty: { zh: '全部已发出', en: 'Everything has left' },
  emptyHint: {
    zh: '写好但还没有发出的消息会留在这里。',
    en: 'Messages that are written but have not left yet wait here.',
  },
  emptyTrouble: { zh: '没有需要处理的消息', en: 'Nothing needs you' },
  offline: {
    zh: '离线。消息已保存，连上后自动发送。',
    en: 'Offline. Messages are saved and leave once connected.',
  },
  to: { zh: '致 {names}', en: 'To {names}' },
  nobody: { zh: '（无收件人）', en: '(no recipient)' },
  written: { zh: '写于 {time}', en: 'Written {time}' },
  attempts: {
    zh: '已尝试 {count} 次',
    en: { one: 'tried {count} time', other: 'tried {count} times' },
  },
  'why.soon': {
    zh: '即将发送，此前可以撤回。',
    en: 'Leaves in a moment; until then it can be taken back.',
  },
  'why.scheduled': { zh: '定时于 {time} 发送', en: 'Scheduled for {time}' },
  'why.waiting': {
    zh: '等待发送：排在同一会话前面的消息之后，或等渠道连上。',
    en: 'Waiting for an earlier message of its conversation, or for the channel.',
  },
  'why.sending': { zh: '正在发送', en: 'Leaving now' },
  'why.retrying': { zh: '没有发出，{time} 自动重试', en: 'Did not leave; tried again at {time}' },
  'why.failed': {
    zh: '没有发出，不会再自动重试。',
    en: 'Did not leave and is not tried again by itself.',
  },
  'why.doubt': {
    zh: '可能已经送达，无法确认。请先向客户或在邮箱“已发送”中核实，避免重复发送。',
    en: 'It may have arrived; this cannot be told from here. Check with the customer or the Sent folder first, so that it is not sent twice.',
  },
  serverSaid: { zh: '服务器：{reason}', en: 'Server: {reason}' },
  retry: { zh: '重试', en: 'Try again' },
  sendAgain: { zh: '再发一次', en: 'Send again' },
  arrived: { zh: '已送达', en: 'It arrived' },
  sendNow: { zh: '立即发送', en: 'Send now' },
  withdraw: { zh: '撤回', en: 'Take back' },
  discard: { zh: '放弃', en: 'Discard' },
  open: { zh: '打开会话', en: 'Open conversation' },
  'confirm.discard': { zh: '放弃这条消息？', en: 'Discard this message?' },
  'confirm.discardText': {
    zh: '它不会再发送。文字仍留在会话中，标为已撤回。',
    en: 'It will not be sent. Its text stays in the conversation, marked as taken back.',
  },
  'confirm.again': { zh: '再发一次？', en: 'Send it again?' },
  'confirm.againText': {
    zh: '如果第一次其实已经送达，客户会收到两次。',
    en: 'If the first one did arrive, the customer gets it twice.',
  },
  'done.retry': { zh: '已重新排队', en: 'Queued again' },
  'done.withdraw': { zh: '已撤回', en: 'Taken back' },
  'done.settle': { zh: '已记为送达', en: 'Recorded as arrived' },
  more: { zh: '只显示最近 {shown} 条，共 {total} 条', en: 'The newest {shown} of {total}' },
});
