import { area } from '../entry.ts';

/** Why the desk said no; one sentence per code. The person's text is always kept. */
export const rejection = area({
  'conversation.unknown': {
    zh: '找不到这个会话，它可能已被合并或删除。',
    en: 'This conversation is not here; it may have been merged or removed.',
  },
  'conversation.already-exists': {
    zh: '这个会话已经存在。',
    en: 'This conversation already exists.',
  },
  'conversation.already-resolved': {
    zh: '这个会话已经解决。需要时可以重新打开。',
    en: 'This conversation is already resolved. Reopen it to go on.',
  },
  'conversation.not-resolved': {
    zh: '这个会话还没有解决，无需重新打开。',
    en: 'This conversation is not resolved, so there is nothing to reopen.',
  },
  'conversation.merged': {
    zh: '这个会话已并入另一个会话，请在那里继续。',
    en: 'This conversation was merged into another one. Continue there.',
  },
  'conversation.merge-with-itself': {
    zh: '不能与自己合并，请选择另一个会话。',
    en: 'A conversation cannot merge with itself. Choose another one.',
  },
  'conversation.snooze-in-past': {
    zh: '搁置时间需晚于现在，请重新选择。',
    en: 'The snooze time has to be in the future. Choose again.',
  },
  'message.unknown': { zh: '找不到这条消息。', en: 'This message is not here.' },
  'message.empty': {
    zh: '消息是空的。写点内容或添加附件再发送。',
    en: 'The message is empty. Write something or add a file.',
  },
  'message.no-recipient': {
    zh: '还没有收件人，请至少填写一个。',
    en: 'There is no recipient yet. Add at least one.',
  },
  'message.already-left': {
    zh: '消息已经发出，不能撤回。',
    en: 'The message has already left and cannot be undone.',
  },
  'message.not-doubtful': {
    zh: '这条消息的结果已经确定，无需处理。',
    en: 'What became of this message is already known.',
  },
  'message.not-failed': {
    zh: '这条消息没有失败，无需重试。',
    en: 'This message did not fail, so there is nothing to retry.',
  },
  'message.duplicate': {
    zh: '这条消息已经收下，没有重复发送。',
    en: 'This message was already taken in; it was not sent twice.',
  },
  'message.wrong-channel': {
    zh: '这个会话的渠道不支持这种消息。',
    en: 'This conversation’s channel cannot carry such a message.',
  },
  'contact.unknown': { zh: '找不到这位客户。', en: 'This customer is not here.' },
  'contact.already-exists': { zh: '这位客户已经存在。', en: 'This customer already exists.' },
  'contact.identity-taken': {
    zh: '这个联系方式已属于另一位客户。',
    en: 'That address already belongs to another customer.',
  },
  'account.unknown': { zh: '找不到这个渠道账户。', en: 'This account is not here.' },
  'account.already-exists': {
    zh: '这个地址已经连接过。',
    en: 'This address is already connected.',
  },
  'account.removed': { zh: '这个渠道账户已移除。', en: 'This account has been removed.' },
  'account.paused': {
    zh: '这个渠道账户已暂停，恢复后才能发送。',
    en: 'This account is paused. Resume it to send.',
  },
  'agent.unknown': { zh: '找不到这位客服。', en: 'This agent is not here.' },
  'agent.already-exists': { zh: '这位客服已经存在。', en: 'This agent already exists.' },
  'brand.unknown': { zh: '找不到这个品牌。', en: 'This brand is not here.' },
  'brand.already-exists': { zh: '这个品牌已经存在。', en: 'This brand already exists.' },
  'source.unknown': { zh: '找不到这个数据源。', en: 'This source is not here.' },
  'source.already-exists': { zh: '这个数据源已经存在。', en: 'This source already exists.' },
  'source.bad-config': {
    zh: '数据源的设置不正确：{field} {reason}',
    en: 'The settings of the source are wrong: {field} {reason}',
  },
  'workspace.already-exists': { zh: '工作区已经存在。', en: 'The workspace already exists.' },
  'workspace.unknown': { zh: '还没有工作区。', en: 'There is no workspace yet.' },
  'workspace.not-demo': { zh: '这里没有演示数据。', en: 'There is no demo data here.' },
});
