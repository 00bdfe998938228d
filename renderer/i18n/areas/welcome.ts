import { area } from '../entry.ts';

/** The introduction shown once to a new desk. */
export const welcome = area({
  title: { zh: '欢迎使用客服台', en: 'Welcome to Kefu Desk' },
  progress: { zh: '第 {step} 步，共 {count} 步', en: 'Step {step} of {count}' },
  steps: { zh: '步骤', en: 'Steps' },
  'step.look': { zh: '语言与外观', en: 'Language and look' },
  'step.name': { zh: '称呼', en: 'Names' },
  'step.start': { zh: '从哪里开始', en: 'How to begin' },
  'step.channels': { zh: '连接渠道', en: 'Connect channels' },
  lookHint: { zh: '以后可以在设置里修改。', en: 'All of it can be changed later in Settings.' },
  nameHint: { zh: '同事和客户会看到您的名字。', en: 'Colleagues and customers see your name.' },
  'start.demo': { zh: '用演示数据试一试', en: 'Try it with demo data' },
  'start.demoHint': {
    zh: '虚构的客户和会话，离线可用，不会发给任何人，随时可以移除。',
    en: 'Invented customers and conversations; works offline, reaches nobody, can be removed at any time.',
  },
  'start.empty': { zh: '从空白开始', en: 'Begin empty' },
  'start.emptyHint': {
    zh: '只有您自己的渠道和客户。',
    en: 'Only your own channels and customers.',
  },
  'start.hasDemo': {
    zh: '演示数据已经在这里。选择“从空白开始”会移除它。',
    en: 'Demo data is here already. Beginning empty removes it.',
  },
  'start.working': { zh: '正在准备……', en: 'Preparing…' },
  channelsHint: {
    zh: '连上后，客户的消息会来到收件箱。也可以稍后在设置里连接。',
    en: 'Once connected, customers’ messages come to the inbox. This can also be done later in Settings.',
  },
  mail: { zh: '连接邮箱', en: 'Connect a mailbox' },
  mailHint: {
    zh: '收取和回复客服邮箱里的邮件。',
    en: 'Receives and answers mail of a support address.',
  },
  chat: { zh: '把聊天放到网站上', en: 'Put the chat on a site' },
  chatHint: {
    zh: '复制一行代码，客户就能在网页上咨询。',
    en: 'Copy one line, and customers can write from the page.',
  },
  connected: { zh: '已连接：{names}', en: 'Connected: {names}' },
  finish: { zh: '进入收件箱', en: 'Go to the inbox' },
  later: { zh: '稍后再说', en: 'Later' },
});
