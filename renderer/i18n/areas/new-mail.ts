import { area } from '../entry.ts';

/** A mail that answers nothing. */
export const newMail = area({
  title: { zh: '写新邮件', en: 'New mail' },
  from: { zh: '发件邮箱', en: 'From' },
  text: { zh: '邮件正文', en: 'Mail text' },
  placeholder: { zh: '写邮件……', en: 'Write the mail…' },
  noMailbox: { zh: '还没有可以发信的邮箱', en: 'There is no mailbox to send from' },
  noMailboxHint: { zh: '连接一个邮箱后就能写新邮件。', en: 'Connect one to write new mail.' },
  connect: { zh: '连接邮箱', en: 'Connect a mailbox' },
  kept: {
    zh: '草稿会自动保存，关闭后还在。',
    en: 'The draft is kept; it is still here after closing.',
  },
  discard: { zh: '放弃草稿', en: 'Discard draft' },
  queued: { zh: '邮件已放入发件箱', en: 'The mail is in the outbox' },
  noSubject: { zh: '没有主题', en: 'There is no subject' },
  noSubjectText: {
    zh: '没有主题的邮件容易被当作垃圾邮件。仍然发送吗？',
    en: 'Mail without a subject is easily taken for junk. Send it anyway?',
  },
  missingFile: {
    zh: '正文提到附件，但没有添加文件。仍然发送吗？',
    en: 'The text mentions an attachment, but no file was added. Send it anyway?',
  },
  sendAnyway: { zh: '仍然发送', en: 'Send anyway' },
});
