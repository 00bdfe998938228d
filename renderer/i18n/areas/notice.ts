import { area } from '../entry.ts';

/** Notification centre and what the system shows of a notification. */
export const notice = area({
  title: { zh: '通知', en: 'Notifications' },
  empty: { zh: '没有新通知', en: 'Nothing new' },
  emptyHint: {
    zh: '新消息、发送失败和渠道问题会出现在这里。',
    en: 'New messages, failed sends and trouble with channels appear here.',
  },
  list: { zh: '通知列表', en: 'Notifications' },
  earlier: { zh: '已处理', en: 'Done' },
  done: { zh: '标为已处理', en: 'Mark done' },
  doneAll: { zh: '全部标为已处理', en: 'Mark all done' },
  settings: { zh: '通知设置', en: 'Notification settings' },
  times: { zh: '{count} 条', en: '{count}×' },
  'kind.message': { zh: '{name} 发来消息', en: 'Message from {name}' },
  'kind.assigned': { zh: '{name} 的会话指派给您', en: 'Conversation with {name} assigned to you' },
  'kind.mention': { zh: '{name} 提到了您', en: '{name} mentioned you' },
  'kind.send-failed': { zh: '给 {name} 的消息没有发出', en: 'A message to {name} did not leave' },
  'kind.send-doubtful': {
    zh: '给 {name} 的消息不确定是否送达',
    en: 'It is not known whether a message to {name} arrived',
  },
  'kind.account-trouble': { zh: '{name} 需要处理', en: '{name} needs you' },
  'kind.risk': { zh: '与 {name} 的会话有风险', en: 'The conversation with {name} is at risk' },
  'kind.snooze-over': { zh: '与 {name} 的会话到时间了', en: 'The conversation with {name} is due' },
  new: { zh: '有新消息', en: 'There is something new' },
  titled: { zh: '({count}) {title}', en: '({count}) {title}' },
});
