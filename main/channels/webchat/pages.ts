/** The chat page's policy: nothing from elsewhere, framed only where the account allows it. */
const policy = (allowedOrigins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${allowedOrigins.length > 0 ? ["'self'", ...allowedOrigins].join(' ') : '*'}`,
  ].join('; ');

export function chatPage(
  shell: Uint8Array<ArrayBuffer>,
  allowedOrigins: readonly string[],
): Response {
  return new Response(shell, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(allowedOrigins),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

/** A shop's page that embeds the chat with the one script tag, to try it. */
export function chatDemoPage(brandId: string): Response {
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>示例商店 · Sample shop</title></head><body><main><h1>示例商店 · Sample shop</h1><p>这是一个嵌入了客服聊天的普通网页，右下角可以联系客服。</p><p>An ordinary page that embeds the support chat: see the button at the lower right.</p></main><script src="/widget.js" data-brand="${encodeURIComponent(brandId)}" async></script></body></html>`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self'; img-src 'self' data:",
      'cache-control': 'no-store',
    },
  });
}
