import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailDocument } from '#main/bridge/mail-document.ts';

/*
 * Mails that attack, shown exactly as the desk shows them: own document, own policy, sandboxed frame,
 * in a page that counts every script that runs and every connection that is asked for.
 */
let server: Server;
let browser: Browser;
let origin: string;
let html = '';
let mayLoadRemote = false;
const reached: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(
        '<!doctype html><link rel=icon href="data:,"><title>desk</title><script>window.ran = []; addEventListener("message", (e) => window.ran.push(String(e.data)));</script><iframe sandbox="allow-same-origin" src="/mail"></iframe>',
      );
      return;
    }
    if (request.url === '/mail') {
      const shown = mailDocument({ html, text: '', attachments: [], mayLoadRemote, isDark: false });
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', shown.policy);
      response.end(shown.html);
      return;
    }
    // The browser's own questions about updates are not the mail's.
    if (/\.test(:|$)/.test(request.headers.host ?? '')) reached.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await chromium.launch({
    executablePath: process.env['KEFU_CHROMIUM'] ?? '/usr/bin/chromium',
    // Every other name leads to our server as well: whatever is asked for is seen.
    args: [
      '--no-sandbox',
      '--disable-component-update',
      `--host-resolver-rules=MAP * 127.0.0.1:${new URL(origin).port}`,
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Shows mails one after the other and returns what any of them did. */
async function attack(mails: readonly string[]): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const did: string[] = [];
  let at = 0;
  page.on('dialog', (dialog) => {
    did.push(`dialog of ${mails[at]}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isOurs = request.url().startsWith(origin) && (pathname === '/' || pathname === '/mail');
    if (!isOurs && !request.url().startsWith('data:'))
      did.push(`${request.url()} asked by ${mails[at]}`);
  });
  page.on('popup', () => did.push(`a window of ${mails[at]}`));
  for (at = 0; at < mails.length; at++) {
    html = mails[at] ?? '';
    await page.goto(`${origin}/`);
    await page.waitForLoadState('load');
    const ran = await page.evaluate(() => (window as never as { ran: string[] }).ran);
    if (ran.length > 0) did.push(`script of ${mails[at]}`);
    if (page.url() !== `${origin}/`) did.push(`navigation by ${mails[at]}`);
  }
  await context.close();
  return [...did, ...reached.splice(0).map((url) => `reached ${url}`)];
}

const says = 'parent.postMessage(1,"*")';
const leak = 'http://leak.test/x';
const attacks = [
  `<script>${says}</script>`,
  `<img src=x onerror='${says}'>`,
  `<svg onload='${says}'></svg>`,
  `<svg><script>${says}</script></svg>`,
  `<svg><animate onbegin='${says}' attributeName=x dur=1s></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${says}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror='${says}'>`,
  `<noscript><p title="</noscript><img src=x onerror='${says}'>">`,
  `<iframe srcdoc="<script>${says}</script>"></iframe>`,
  `<iframe src="javascript:${says}"></iframe>`,
  `<object data="javascript:${says}"></object><embed src="javascript:${says}">`,
  `<a href="javascript:${says}" id=a>x</a><details open ontoggle='${says}'>`,
  `<a href="JaVaScRiPt&colon;${says}">x</a><a href=" javascript:${says}">y</a>`,
  `<body onload='${says}' background='${leak}'>`,
  `<meta http-equiv=refresh content="0;url=${leak}">`,
  `<base href="http://leak.test/"><img src=x>`,
  `<link rel=stylesheet href="${leak}"><link rel=prefetch href="${leak}"><link rel=dns-prefetch href="//leak.test">`,
  `<style>@import url(${leak}); body { background: url(${leak}) } @font-face { font-family: x; src: url(${leak}) } p { font-family: x; content: url(${leak}) }</style><p>x</p>`,
  `<p style="background:url(${leak});list-style-image:url('${leak}');cursor:url(${leak}),auto;filter:url(${leak}#x)">x</p>`,
  `<p style="background:image-set('${leak}' 1x);mask-image:url(${leak});border-image:url(${leak})">x</p>`,
  `<img src="${leak}" srcset="${leak} 2x" lowsrc="${leak}" dynsrc="${leak}">`,
  `<picture><source srcset="${leak}"><img></picture>`,
  `<video src="${leak}" poster="${leak}" autoplay></video><audio src="${leak}" autoplay></audio>`,
  `<input type=image src="${leak}"><button formaction="${leak}">x</button>`,
  `<form action="${leak}" id=f><input name=x value=y></form>`,
  `<svg><image href="${leak}" xlink:href="${leak}"/><use href="${leak}#x"/><filter id=x><feImage href="${leak}"/></filter></svg>`,
  `<table background="${leak}"><tr><td background="${leak}">x</td></tr></table>`,
  `<a ping="${leak}" href="${leak}">x</a><area ping="${leak}">`,
  `<div style="position:fixed;inset:0;z-index:99999">over</div><frameset><frame src="${leak}"></frameset>`,
  `<portal src="${leak}"></portal><bgsound src="${leak}"><applet code="${leak}"></applet>`,
  `<xmp><img src=x onerror='${says}'></xmp><plaintext><img src=x onerror='${says}'>`,
  `<template><img src=x onerror='${says}'></template><dialog open onclose='${says}'>`,
  `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${says}'><image href='${leak}'/></svg>">`,
  `<style>:root { --x: url(${leak}) } p { background: var(--x) }</style><p>x</p>`,
  `<style>@media screen { @import "${leak}"; } \\62 ackground: url(${leak})</style>`,
  `<p style="background:u\\72l(${leak})">x</p><p style="background:url(&quot;${leak}&quot;)">x</p>`,
];

test('no attack runs a script, opens anything or sends a request', async () => {
  mayLoadRemote = false;
  expect(await attack(attacks)).toEqual([]);
});

test('with remote pictures allowed still no script runs and nothing but pictures over TLS is asked for', async () => {
  mayLoadRemote = true;
  const did = await attack(attacks);
  mayLoadRemote = false;
  expect(did).toEqual([]);
});

test('the watch sees a script and a request where nothing is in their way', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${origin}/`);
  await page.setContent(`<script>window.ran = 1</script><img src="${leak}">`);
  expect(await page.evaluate(() => (window as never as { ran: number }).ran)).toBe(1);
  expect(asked).toContain(leak);
  await context.close();
  reached.length = 0;
});

test('an ordinary mail keeps its words, links, tables, colours and inline pictures', () => {
  const shown = mailDocument({
    html: '<table><tr><td style="color:#c00">红</td></tr></table><p><b>bold</b> <a href="https://example.com/a">link</a></p><img src="cid:logo">',
    text: '',
    attachments: [
      {
        blob: 'a'.repeat(64) as never,
        name: 'logo.png',
        mime: 'image/png',
        bytes: 1,
        cid: 'logo',
        isInline: true,
      },
    ],
    mayLoadRemote: false,
    isDark: false,
  });
  expect(shown.html).toContain('红');
  expect(shown.html).toContain('<b>bold</b>');
  expect(shown.html).toContain('https://example.com/a');
  expect(shown.html).toContain(`/blob/${'a'.repeat(64)}`);
  expect(shown.html).toMatch(/color:\s*#c00/);
});

const corpus = process.env['KEFU_ATTACK_CORPUS'] ?? '';
test.skipIf(!existsSync(corpus))(
  'a corpus of attacks given by KEFU_ATTACK_CORPUS does nothing',
  { timeout: 300_000 },
  async () => {
    const mails = JSON.parse(readFileSync(corpus, 'utf8')) as string[];
    expect(mails.length).toBeGreaterThan(0);
    expect(await attack(mails)).toEqual([]);
  },
);
