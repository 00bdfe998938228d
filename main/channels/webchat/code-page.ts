import { MINUTE_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { CodeOutcome } from '../channel.ts';
import type { ChatAccounts } from './chat-account.ts';
import { openRateLimit } from './rate-limit.ts';
import type { ChatRequest } from './site.ts';

const words = {
  'zh-CN': {
    title: '身份核验',
    label: '邮件中的 6 位核验码',
    send: '提交',
    hint: '请勿把核验码告诉任何人，包括客服。',
    ok: '核验码已确认，可以回到与客服的会话。',
    'no-match': '核验码不正确，请核对后再试。',
    locked: '尝试次数过多，请稍后再联系客服。',
    gone: '这个核验码已失效，请向客服申请新的。',
    busy: '尝试过于频繁，请稍后再试。',
  },
  en: {
    title: 'Identity check',
    label: 'The six-digit code from the mail',
    send: 'Submit',
    hint: 'Do not tell the code to anybody, our agents included.',
    ok: 'The code is confirmed. You can go back to your conversation.',
    'no-match': 'That is not the code. Check it and try again.',
    locked: 'Too many attempts. Contact support again later.',
    gone: 'This code is no longer good. Ask support for a new one.',
    busy: 'Too many attempts in a short time. Try again later.',
  },
} as const;

const STYLE =
  'body{font:16px/1.6 system-ui,sans-serif;margin:0;display:grid;place-items:center;min-height:100vh;background:#f4f6f9;color:#1b2430}main{background:#fff;border:1px solid #d5dae2;border-radius:10px;padding:28px;max-width:360px}h1{font-size:20px;margin:0 0 12px}label{display:block;margin:0 0 6px}input{font:24px/1.2 ui-monospace,monospace;letter-spacing:.3em;width:100%;box-sizing:border-box;padding:8px 10px;border:1px solid #6b7686;border-radius:6px}button{font:inherit;margin-top:14px;padding:8px 18px;border:0;border-radius:6px;background:#1d5fd1;color:#fff}p{margin:12px 0 0}';

type Said = CodeOutcome | 'busy' | null;

function page(language: 'zh-CN' | 'en', said: Said, status = 200): Response {
  const text = words[language];
  const isOver = said === 'ok' || said === 'gone' || said === 'locked';
  const message = said === null ? '' : `<p role="status">${text[said]}</p>`;
  const form = isOver
    ? ''
    : `<form method="post"><label for="code">${text.label}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus><button>${text.send}</button></form><p>${text.hint}</p>`;
  return new Response(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>${text.title}</title><style>${STYLE}</style></head><body><main><h1>${text.title}</h1>${message}${form}</main></body></html>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    },
  );
}

/** Where a customer enters a one-time code; works without script. */
export function openCodePages(accounts: ChatAccounts, clock: Clock) {
  const tries = openRateLimit(clock, 10, MINUTE_MS);
  return {
    answer(brandId: string, codeId: string, request: ChatRequest): Response {
      const account = accounts.get(brandId);
      if (!account) return page('en', 'gone', 404);
      if (request.method === 'GET') return page(account.language, null);
      if (request.method !== 'POST') return page(account.language, null, 405);
      if (!tries.mayPass(request.ip)) return page(account.language, 'busy', 429);
      const body = Buffer.from(request.body ?? new Uint8Array()).toString('utf8');
      const entered = new URLSearchParams(body).get('code') ?? '';
      return page(account.language, account.confirmCode(codeId, entered.slice(0, 40)));
    },
  };
}
