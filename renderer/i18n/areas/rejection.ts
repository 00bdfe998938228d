import { area } from '../entry.ts';
import { checkRejection } from './check-rejection.ts';

/** Why the desk said no; one sentence per code. The person's text is always kept. */
export const rejection = area({
  ...checkRejection,
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
  'conversation.erased': {
    zh: '这位客户的资料已按要求删除，会话不能再写入。',
    en: 'This customer was erased on request; nothing can be written here any more.',
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
  'contact.identity-bad': {
    zh: '“{text}”不是有效的{kind}。',
    en: '“{text}” is not a valid {kind}.',
  },
  'contact.identity-is-card': {
    zh: '这像是卡号或密码类信息，不能作为联系方式保存。',
    en: 'This looks like a card number or a secret and is not kept as an address.',
  },
  'contact.field-bad': {
    zh: '“{field}”填写有误：{problem}',
    en: '“{field}” is not right: {problem}',
  },
  'contact.field-missing': { zh: '请填写“{field}”。', en: 'Fill in “{field}”.' },
  'contact.consent-unknown': { zh: '找不到这项同意。', en: 'This consent is not here.' },
  'contact.link-with-itself': {
    zh: '不能与自己关联，请选择另一位客户。',
    en: 'A customer cannot be linked with themselves. Choose another one.',
  },
  'contact.already-linked': {
    zh: '这位客户已与另一位关联。请先解除关联。',
    en: 'This customer is already linked with another. Unlink first.',
  },
  'contact.link-in-circle': {
    zh: '这两位已经是同一人。',
    en: 'These two are already one person.',
  },
  'contact.link-demo': {
    zh: '演示客户不能与真实客户关联。',
    en: 'A demo customer cannot be linked with a real one.',
  },
  'contact.not-linked': { zh: '这位客户没有关联。', en: 'This customer is not linked.' },
  'contact.erased': {
    zh: '这位客户的资料已按要求删除，不能再修改。',
    en: 'This customer was erased on request and cannot be changed.',
  },
  'contact.erase-not-confirmed': {
    zh: '输入的文字与要求的不一致，没有删除任何内容。',
    en: 'What was typed is not what was asked for. Nothing was erased.',
  },
  'contact.erase-names-person': {
    zh: '原因会永久留在审计记录里，请不要写客户的姓名或联系方式。',
    en: 'The reason stays in the audit for good: leave out the customer’s name and addresses.',
  },
  'contact.erase-has-case': {
    zh: '工单 {number} 尚未结案，结案后才能删除这位客户。',
    en: 'Case {number} is still open. Close it before erasing this customer.',
  },
  'contact.erase-has-unsent': {
    zh: '还有 {count} 条消息没有发出或结果未定。请先处理它们。',
    en: 'There are {count} messages unsent or in doubt. Settle them first.',
  },
  'contact.erase-held': {
    zh: '有未结的案件或法律保留，现在不能删除（{hold}）。',
    en: 'An open case or a legal hold forbids erasing now ({hold}).',
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
  'department.unknown': { zh: '请选择部门。', en: 'Choose a department.' },
  'department.retired': {
    zh: '这个部门已停用，请选择其他部门。',
    en: 'This department is retired. Choose another one.',
  },
  'department.already-exists': { zh: '这个部门已经存在。', en: 'This department already exists.' },
  'department.last': {
    zh: '至少要留一个部门。先添加另一个再停用。',
    en: 'One department has to stay. Add another one first.',
  },
  'promise.unknown': { zh: '这个承诺已经了结。', en: 'This promise is settled already.' },
  'promise.no-time': {
    zh: '请填写预计答复时间，客户需要知道。',
    en: 'Set the expected time; the customer needs it.',
  },
  'promise.past': {
    zh: '预计答复时间需晚于现在，请重新选择。',
    en: 'The expected time has to be in the future. Choose again.',
  },
  'promise.text-without-time': {
    zh: '告知客户的文字里要写明预计答复时间。',
    en: 'The text to the customer has to name the expected time.',
  },
  'promise.needs-reason': {
    zh: '再次改期请写明原因。',
    en: 'Moving the time again needs a reason.',
  },
  'promise.needs-approval': {
    zh: '再次改期需要主管同意。',
    en: 'Moving the time again needs a supervisor’s approval.',
  },
  'case.unknown': { zh: '找不到这张工单。', en: 'This case is not here.' },
  'case.already-exists': { zh: '这张工单已经存在。', en: 'This case already exists.' },
  'case.wrong-state': {
    zh: '工单的状态已经变了，请看最新情况。',
    en: 'The case has moved on. Look at how it stands now.',
  },
  'case.card-number': {
    zh: '资料里有卡号或密码一类的数字。请删去或只留后四位。',
    en: 'The details hold a card number or a secret. Remove it or keep the last four digits.',
  },
  'case.no-summary': { zh: '请用一句话概括。', en: 'Sum it up in one sentence.' },
  'case.no-ask': { zh: '请写明需要部门回答的问题。', en: 'Write what has to be answered.' },
  'case.no-told': { zh: '请写明告知客户的话。', en: 'Write what the customer is told.' },
  'case.no-language': { zh: '不知道客户的语言。', en: 'The customer’s language is not known.' },
  'case.no-question': { zh: '请写明需要补充什么。', en: 'Write what is missing.' },
  'case.no-answer': { zh: '请填写内容。', en: 'Write the answer.' },
  'case.no-reason': { zh: '请写明原因。', en: 'Give a reason.' },
  'case.same-department': {
    zh: '工单已经在这个部门，请选择另一个。',
    en: 'This department has it already. Choose another one.',
  },
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
