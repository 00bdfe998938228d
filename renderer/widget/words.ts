/** Every word of the chat page, side by side. */
const words = {
  title: { zh: '客服中心', en: 'Support' },
  hello: { zh: '您好，需要什么帮助？', en: 'Hi, how can we help?' },
  faq: { zh: '常见问题', en: 'Common questions' },
  faqEmpty: {
    zh: '暂时没有常见问题，可直接联系人工客服。',
    en: 'No questions yet; talk to a person.',
  },
  human: { zh: '联系人工客服', en: 'Talk to a person' },
  continue: { zh: '继续上次的会话', en: 'Continue your conversation' },
  back: { zh: '返回', en: 'Back' },
  close: { zh: '关闭', en: 'Close' },
  name: { zh: '称呼或账户', en: 'Name or account' },
  order: { zh: '订单号', en: 'Order number' },
  orderHint: { zh: '选填，可更快处理', en: 'Optional, helps us find it faster' },
  topic: { zh: '遇到的问题', en: 'Topic' },
  pick: { zh: '请选择', en: 'Choose' },
  start: { zh: '开始咨询', en: 'Start chat' },
  skip: { zh: '跳过', en: 'Skip' },
  warn: {
    zh: '请勿发送完整卡号、密码或验证码。',
    en: 'Don’t send full card numbers, passwords or codes.',
  },
  placeholder: { zh: '输入消息…', en: 'Write a message…' },
  send: { zh: '发送', en: 'Send' },
  attach: { zh: '添加文件', en: 'Add a file' },
  messages: { zh: '会话内容', en: 'Messages' },
  you: { zh: '我', en: 'You' },
  agent: { zh: '客服', en: 'Support' },
  sending: { zh: '发送中', en: 'Sending' },
  sent: { zh: '已送达', en: 'Delivered' },
  seen: { zh: '已读', en: 'Read' },
  failed: { zh: '未发出', en: 'Not sent' },
  retry: { zh: '重试', en: 'Try again' },
  typing: { zh: '客服正在输入…', en: 'Support is typing…' },
  queue: { zh: '您前面还有 {n} 位，请稍候。', en: '{n} ahead of you. Please wait.' },
  queueNext: {
    zh: '已收到，客服马上为您服务。',
    en: 'Received. Someone will be with you shortly.',
  },
  offline: { zh: '网络不稳定，消息会自动补发。', en: 'Unstable network; messages will resend.' },
  resolved: {
    zh: '会话已结束。如需继续，直接发送消息即可。',
    en: 'This conversation has ended. Write again to continue it.',
  },
  transcript: { zh: '导出记录', en: 'Save transcript' },
  saveFile: { zh: '下载为文本文件', en: 'Download as a text file' },
  saveFailed: { zh: '下载失败，请重试。', en: 'The download failed. Try again.' },
  mailTo: { zh: '发送到我的邮箱', en: 'Send to my email' },
  mailIt: { zh: '发送', en: 'Send' },
  mailing: { zh: '正在发送…', en: 'Sending…' },
  mailed: {
    zh: '聊天记录将发送到 {address}。',
    en: 'The transcript is on its way to {address}.',
  },
  mailBadAddress: { zh: '请填写有效的邮箱地址。', en: 'Enter a valid email address.' },
  mailNotAnswered: {
    zh: '客服回复后才能发送聊天记录。',
    en: 'You can send the transcript once support has answered.',
  },
  mailLimit: {
    zh: '发送次数已达上限，请稍后再试，或下载为文本文件。',
    en: 'Too many transcripts sent for now. Try later, or download it.',
  },
  mailFailed: {
    zh: '暂时无法发送，请稍后再试，或下载为文本文件。',
    en: 'It can’t be sent right now. Try later, or download it.',
  },
  mute: { zh: '关闭提示音', en: 'Mute sounds' },
  unmute: { zh: '打开提示音', en: 'Turn sounds on' },
  language: { zh: 'English', en: '中文' },
  tooLarge: {
    zh: '文件超过 20 MB，请压缩后再发送。',
    en: 'The file is over 20 MB. Compress it first.',
  },
  blockedType: {
    zh: '不支持该文件类型，已阻止上传。',
    en: 'This file type isn’t allowed and was blocked.',
  },
  tooMany: { zh: '发送过于频繁，请稍候再试。', en: 'Too many messages at once. Wait a moment.' },
  uploadFailed: { zh: '文件没有上传成功，请重试。', en: 'The file was not uploaded. Try again.' },
  closedTitle: { zh: '现在不在服务时间', en: 'We are closed now' },
  closedUntil: {
    zh: '{time} 恢复服务。可先留言，我们会通过邮件回复您。',
    en: 'Back {time}. Leave a message and we will answer by email.',
  },
  email: { zh: '邮箱', en: 'Email' },
  message: { zh: '留言内容', en: 'Message' },
  leave: { zh: '提交留言', en: 'Leave message' },
  left: {
    zh: '已收到您的留言，我们会尽快回复。',
    en: 'We have your message and will answer soon.',
  },
  badForm: {
    zh: '请填写称呼、有效的邮箱和留言内容。',
    en: 'Fill in your name, a valid email and a message.',
  },
  unavailable: {
    zh: '客服暂时无法连接，请稍后再试。',
    en: 'Support can’t be reached right now. Try again later.',
  },
  demo: {
    zh: '演示：消息只会到本机的客服台。',
    en: 'Demo: messages reach only the desk on this computer.',
  },
  remove: { zh: '移除 {name}', en: 'Remove {name}' },
  uploading: { zh: '正在上传 {n}%', en: 'Uploading {n}%' },
  download: { zh: '下载 {name}', en: 'Download {name}' },
  empty: { zh: '请描述您遇到的问题。', en: 'Tell us what happened.' },
  resend: { zh: '这条消息没有发出。', en: 'This message was not sent.' },
  newMessages: { zh: '({n}) 新消息', en: '({n}) new' },
} as const;

export type Word = keyof typeof words;
export type Language = 'zh-CN' | 'en';

export function wordsIn(language: Language) {
  return (word: Word, values: Record<string, string | number> = {}): string => {
    const text = words[word][language === 'en' ? 'en' : 'zh'];
    return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  };
}
export type Say = ReturnType<typeof wordsIn>;
