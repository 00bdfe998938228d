import { describe, expect, test } from 'vitest';
import { isForward, quoteStart } from '#shared/domain/mail/quotes.ts';

/** The customer's words, then what their mail program put below; `⎯` is where history begins. */
const clients: Record<string, string> = {
  'Gmail, English': `Still waiting.
⎯On Mon, Nov 3, 2026 at 10:00 AM Support <support@desk.test> wrote:

> Dear customer,
> we are on it.`,
  'Gmail, wrapped introduction': `Still waiting.

⎯On Mon, 3 Nov 2026 at 10:00, Kefu Desk Customer Support Team
<support@desk.test> wrote:
> we are on it`,
  'Gmail, Chinese': `还没到账

⎯客服 Support <support@desk.test> 于2026年11月3日周二 10:00写道：

> 您好
> 正在处理`,
  'Gmail, traditional Chinese': `還沒到帳

⎯Support <support@desk.test> 於 2026年11月3日 週二 上午10:00寫道：

> 您好`,
  'Apple Mail, English': `Thanks!

⎯On 3 Nov 2026, at 10:00, Support <support@desk.test> wrote:

> we are on it`,
  'Apple Mail, Chinese': `谢谢

发自我的iPhone

⎯> 在 2026年11月3日，10:00，Support <support@desk.test> 写道：
> 
> ﻿您好`,
  'Apple Mail, Chinese, marked below': `谢谢

⎯在 2026年11月3日，上午10:00，Support <support@desk.test> 写道：

> 您好`,
  'Outlook, English': `Hello,
the refund is missing.

⎯From: Support <support@desk.test>
Sent: Tuesday, 3 November 2026 10:00
To: Chen
Subject: Re: refund

we are on it`,
  'Outlook, Chinese': `您好，退款没到。

⎯发件人: Support <support@desk.test>
发送时间: 2026年11月3日 10:00
收件人: 陈嘉怡
主题: Re: 退款

正在处理`,
  'Outlook, below a rule': `没到账
⎯________________________________
发件人: Support <support@desk.test>
发送时间: 2026年11月3日 10:00
收件人: 陈嘉怡
主题: Re: 退款

正在处理`,
  'Outlook, old': `Any news?

⎯-----Original Message-----
From: Support
we are on it`,
  'QQ Mail': `还是没有收到退款



⎯------------------ 原始邮件 ------------------
发件人: "Support" <support@desk.test>;
发送时间: 2026年11月3日(星期二) 上午10:00
收件人: "陈嘉怡"<chen@qq.test>;
主题: Re: 退款

您好，正在处理`,
  'NetEase, rule': `麻烦快一点
⎯---- 回复的原邮件 ----
发件人	Support<support@desk.test>
您好`,
  'NetEase, At … wrote': `麻烦快一点

⎯At 2026-11-03 10:00:00, "Support" <support@desk.test> wrote:

>您好
>正在处理`,
  'NetEase, 在 … 写道': `麻烦快一点

⎯在 2026-11-03 10:00:00，"Support" <support@desk.test> 写道：

您好，正在处理`,
  Foxmail: `已附上截图

⎯发件人： support
发送时间： 2026-11-03 10:00
收件人： 陈嘉怡
主题： Re: 退款
您好`,
  'marked lines without an introduction': `ok
⎯> we are on it
> thanks`,
  'a signature below the history': `ok

⎯On Mon, Nov 3, 2026 at 10:00 AM Support <support@desk.test> wrote:
> we are on it

Sent from my phone`,
};

/** Nothing may be folded here: the customer's words stand in or below what looks like history. */
const kept: Record<string, string> = {
  'answers between quoted lines': `On Mon, Nov 3, 2026 at 10:00 AM Support <support@desk.test> wrote:
> Which order?
GP-21007
> Which card?
Visa`,
  'an answer below the quoted lines': `On Mon, Nov 3, 2026 at 10:00 AM Support <support@desk.test> wrote:
> Which order?

It is GP-21007, paid on Friday.`,
  'a greeting and answers between': `您好

在 2026年11月3日，上午10:00，Support <support@desk.test> 写道：
> 请提供订单号
订单号是 GP-21007
> 请提供付款时间
上周五晚上`,
  'quoting a chat in one’s own words': `商家昨天在微信里写道：
"款已退"，但我没有收到。
请你们核实。`,
  'telling who wrote what': `My bank wrote:
the transfer was refused. Please check.`,
  'a field by field form': `订单号: GP-21007
时间: 2026-11-03
主题: 退款
请处理`,
  'a mail that begins with "From"': `From: yesterday on my account shows an error.
Please help.`,
  'a mail of the bank passed on': `请看银行的回复
---------- Forwarded message ---------
From: Bank <desk@bank.test>
Date: Tue, Nov 3, 2026
Subject: Refused
To: Chen

The transfer was refused.`,
  'one rule of dashes': `第一件事：退款
--------------------
第二件事：发票`,
  'only history': `> we are on it
> thanks`,
  'a date with a colon': `2026年11月3日付款：
金额 1280 元，没有到账`,
  'a sentence that begins with "On"': `On Monday I paid twice, and the shop wrote:
nothing at all. Please refund one.`,
  'nothing quoted': '退款什么时候到？',
  'an empty mail': '',
};

describe('history of', () => {
  test.each(Object.entries(clients))('%s begins below the customer’s words', (_name, marked) => {
    const at = marked.indexOf('⎯');
    expect(quoteStart(marked.replace('⎯', ''))).toBe(at);
  });
  test.each(Object.entries(clients))('%s is found with CRLF line ends too', (_name, marked) => {
    const crlf = marked.replaceAll('\n', '\r\n');
    expect(quoteStart(crlf.replace('⎯', ''))).toBe(crlf.indexOf('⎯'));
  });
});

test.each(Object.entries(kept))('%s: nothing is folded', (_name, text) => {
  expect(quoteStart(text)).toBeNull();
});

test.each([
  ['Fw: 退款', true],
  ['FWD: refund', true],
  ['转发：退款', true],
  ['轉寄: 退款', true],
  ['Re: Fw: refund', false],
  ['forward my refund', false],
  [null, false],
])('%s is a mail passed on: %s', (subject, expected) => {
  expect(isForward(subject)).toBe(expected);
});

test.each([
  ['quoted lines and an answer at the end', `${'> a\n'.repeat(300_000)}answer`],
  ['header-like lines', 'From: a\n'.repeat(200_000)],
  ['introductions', `${'A wrote:\n> a\n'.repeat(100_000)}answer`],
  ['one endless line', `On ${'2026-11-03 '.repeat(100_000)}`],
])('%s cost linear time', (_what, text) => {
  const began = performance.now();
  quoteStart(text);
  expect(performance.now() - began).toBeLessThan(1_500);
});
