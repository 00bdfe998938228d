import type { AccountId, BrandId } from '#shared/lib/ids.ts';
import type { BrandProfile } from '#shared/domain/workspace/events.ts';
import type { Script } from './scripts.ts';

/** The demo's invented brands and people. */
const always = (timeZone: string) => ({ timeZone, days: [] });
export const brands: {
  id: BrandId;
  profile: BrandProfile;
  mail: string;
  accounts: { mail: AccountId; chat: AccountId };
}[] = [
  {
    id: 'demo-qinghe' as BrandId,
    mail: 'support@qinghe-pay.example',
    accounts: { mail: 'demo-qinghe-mail' as AccountId, chat: 'demo-qinghe-chat' as AccountId },
    profile: {
      name: '青禾支付',
      language: 'zh-CN',
      signature: '{{agent.name}}\n{{brand.name}}客服中心\n请勿回复完整银行卡号、密码或验证码',
      colour: '#1D5FD1',
      greeting: '您好，需要什么帮助？',
      hours: always('Asia/Shanghai'),
      topics: ['支付失败', '退款', '账户冻结', '登录与安全', '其他'],
      faq: [
        {
          question: '支付失败怎么办',
          answer:
            '请先确认网络正常、余额充足，再换一种支付方式重试。若已扣款，系统会在 24 小时内自动核对并退回。',
        },
        {
          question: '退款多久到账',
          answer: '审核 1–3 个工作日，通过后原路退回，银行到账 1–7 个工作日。',
        },
        {
          question: '账户被冻结',
          answer:
            '为保护资金安全，异常登录或交易会触发冻结。请在安全中心完成身份核验，或联系人工客服。',
        },
      ],
    },
  },
  {
    id: 'demo-harbour' as BrandId,
    mail: 'help@harbour-pay.example',
    accounts: { mail: 'demo-harbour-mail' as AccountId, chat: 'demo-harbour-chat' as AccountId },
    profile: {
      name: 'Harbour Pay',
      language: 'en',
      signature:
        '{{agent.name}}\n{{brand.name}} Support\nPlease never send full card numbers, passwords or codes.',
      colour: '#0F766E',
      greeting: 'Hi, how can we help?',
      hours: always('Europe/London'),
      topics: ['Payment failed', 'Refund', 'Account', 'Security', 'Other'],
      faq: [
        {
          question: 'My payment failed but I was charged',
          answer:
            'Most such charges are only reserved and come back within a day. If yours does not, send us the order number.',
        },
        {
          question: 'How long does a refund take?',
          answer: 'Review takes one to three working days, the bank another one to seven.',
        },
      ],
    },
  },
];

export const people: Record<Script['language'], string[]> = {
  'zh-CN': [
    '陈嘉怡',
    '王志强',
    '李明轩',
    '刘思雨',
    '赵海燕',
    '黄俊杰',
    '周文博',
    '吴佳琪',
    '徐子涵',
    '孙立新',
    '马晓东',
    '朱雅婷',
    '胡建国',
    '林诗涵',
    '郭天宇',
    '何美玲',
    '高志远',
    '罗婉清',
    '郑浩然',
    '梁雪梅',
    '谢宇航',
    '宋佳音',
    '唐国栋',
    '许静怡',
    '韩冰',
    '冯晨曦',
    '邓丽华',
    '曹阳',
    '彭思远',
    '曾欣怡',
    '萧然',
    '田野',
    '董若曦',
    '袁梓豪',
    '潘晓雯',
    '蒋涛',
    '蔡依晨',
    '余航',
    '杜鹃',
    '叶知秋',
  ],
  en: [
    'Daniel Wong',
    'Hana Mori',
    'Oliver Grant',
    'Priya Nair',
    'Lucas Meyer',
    'Amelia Stone',
    'Noah Fischer',
    'Sofia Rossi',
    'Ethan Brooks',
    'Chloe Martin',
    'Marcus Lee',
    'Ines Duarte',
    'Tom Becker',
    'Grace Okafor',
    'Leo Larsen',
    'Maya Cohen',
    'Adam Novak',
    'Ella Byrne',
    'Victor Hugo Ramos',
    'Nina Petrova',
    'Samir Haddad',
    'Julia Weber',
    'Ryan Clarke',
    'Zoe Turner',
  ],
};
