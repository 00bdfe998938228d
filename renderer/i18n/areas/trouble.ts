import { area } from '../entry.ts';
import { sourceTrouble } from './source-trouble.ts';

/** What is wrong with an account, a delivery or the link, by stable code. */
export const trouble = area({
  'risk.many-records': {
    zh: '一小时内打开了很多没有会话的交易记录。',
    en: 'Many records were opened within the hour without a conversation.',
  },
  'risk.two-flags': {
    zh: '客服标记了两项警示，请风控查看。',
    en: 'Two warning signs were marked. Risk has to look.',
  },
  'risk.record-locked': {
    zh: '同一笔记录多次核验失败，已锁定。',
    en: 'One record failed several checks and is locked.',
  },
  ...sourceTrouble,
  unknown: { zh: '出了点问题，内容已保存。', en: 'Something went wrong; your work is saved.' },
  'account.demo': {
    zh: '演示账户，不连接任何服务器，也不会真的发送。',
    en: 'A demo account: it connects to no server and really sends nothing.',
  },
  'account.bad-config': {
    zh: '设置不完整或不正确。请打开设置检查标出的内容。',
    en: 'The settings are incomplete or wrong. Open them and check what is marked.',
  },
  'account.unknown-channel': {
    zh: '这个版本还不支持这种渠道。',
    en: 'This version does not carry this channel yet.',
  },
  'email.no-secret': {
    zh: '还没有密码（或授权码）。请填写后再测试。',
    en: 'There is no password yet. Fill it in and test again.',
  },
  'email.auth-refused': {
    zh: '服务器不接受用户名或密码。国内邮箱通常需要在邮箱设置里生成“授权码”，而不是登录密码。',
    en: 'The server refused the user name or password. Many providers want an app password made in their settings instead of the sign-in password.',
  },
  'email.bad-certificate': {
    zh: '服务器的证书未被信任，或与地址不符。除非您能确认下面的指纹，否则请不要继续。',
    en: 'The server’s certificate is not trusted or not for this name. Do not go on unless you can confirm the fingerprint.',
  },
  'email.unreachable': {
    zh: '连不上服务器。请检查地址、端口和网络；会自动重试。',
    en: 'The server cannot be reached. Check name, port and network; it is tried again by itself.',
  },
  'email.refused': {
    zh: '服务器拒绝了这封邮件，原话附后。',
    en: 'The server refused this mail; its own words follow.',
  },
  'email.bad-recipient': {
    zh: '服务器不接受这个收件人地址。请改正后重发。',
    en: 'The server does not accept this recipient. Correct the address and send again.',
  },
  'email.no-sent-folder': {
    zh: '没有找到“已发送”文件夹，发出的邮件不会在邮箱里留副本。',
    en: 'No Sent folder was found, so sent mail leaves no copy in the mailbox.',
  },
  interrupted: {
    zh: '发送途中客服台被关闭，不知道对方是否收到。',
    en: 'The desk was closed while this was leaving; it is not known whether it arrived.',
  },
  'channel.crashed': {
    zh: '发送途中渠道出错，不知道对方是否收到。',
    en: 'The channel failed while this was leaving; it is not known whether it arrived.',
  },
});
