import { KIB } from '#shared/lib/units.ts';
import type { ParsedBounce } from './parsed-mail.ts';

interface Part {
  mime: string;
  content: Buffer;
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** A delivery status report (RFC 3464, inside RFC 6522); fields of the first failed recipient. */
export function readReport(parts: Part[]): ParsedBounce | null {
  const report = parts.find((part) => /^message\/(global-)?delivery-status$/i.test(part.mime));
  if (!report) return null;
  const blocks = report.content
    .toString('utf8')
    .slice(0, 64 * KIB)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n[ \t]*\r?\n/);
  const failed = (block: string) => fieldOf(block, 'Action')?.toLowerCase() === 'failed';
  const perRecipient = blocks.filter((block) => fieldOf(block, 'Final-Recipient') !== null);
  const block = perRecipient.find(failed) ?? perRecipient[0] ?? blocks.join('\n');
  const action = fieldOf(block, 'Action')?.toLowerCase().split(/\s/)[0];
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fieldOf(block, 'Status') ?? '')?.[0] ?? null;
  return {
    action:
      ACTIONS.find((known) => known === action) ?? (status?.[0] === '4' ? 'delayed' : 'failed'),
    status,
    recipient: typed(fieldOf(block, 'Final-Recipient') ?? fieldOf(block, 'Original-Recipient')),
    reason: (typed(fieldOf(block, 'Diagnostic-Code')) || status || 'returned').slice(0, 500),
    envelopeId: fieldOf(blocks[0] ?? '', 'Original-Envelope-Id'),
    originalMessageId: originalIdOf(parts),
  };
}

const fieldOf = (block: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(block)?.[1]?.trim() ?? null;
/** `rfc822; a@b` → `a@b`. */
const typed = (value: string | null): string | null =>
  value?.replace(/^[a-z0-9-]{1,30};\s*/i, '').replace(/^<|>$/g, '') ?? null;

function originalIdOf(parts: Part[]): string | null {
  const original = parts.find((part) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)/i.test(part.mime),
  );
  const head = original?.content.toString('latin1').slice(0, 256 * KIB) ?? '';
  return /^Message-ID:\s*(<[^<>\s]{1,500}>)/im.exec(head)?.[1] ?? null;
}

const DAEMON = /^(mailer-daemon|postmaster|mail-?daemon|mdaemon|bounce[^@]{0,60})@/i;
const SUBJECT =
  /undeliver|delivery (?:status notification|failure|has failed)|failure notice|returned (?:mail|to sender)|mail delivery failed|could not be delivered|退信|系统退信|投递失败|未送达|无法送达|无法投递|發送失敗|传递失败|無法傳遞|配信不能/i;
const DELAY = /delay|warning|延迟|延遲|暂时|稍后重试|will (?:keep|continue) (?:on )?trying/i;
const REASON =
  /\b(?:smtp; ?)?(?:[45]\d{2}[ -](?:[45]\.\d{1,3}\.\d{1,3}[ ])?[^\r\n]{3,300}|[45]\.\d{1,3}\.\d{1,3}[^\r\n]{3,300})|(?:用户不存在|邮箱不存在|收件人不存在|地址不存在|邮箱已满|空间已满|被拒收|拒绝接收|拒信)[^\r\n]{0,200}/i;

/**
 * A notice that is no RFC 3464 report (Exchange, qmail, QQ, NetEase in their own words). Only with a
 * daemon as sender and a subject that says so, and only of use when it carries a Message-ID of ours.
 */
export function readNotice(mail: {
  from: string | null;
  isNullSender: boolean;
  subject: string;
  text: string;
  parts: Part[];
}): ParsedBounce | null {
  const isDaemon = mail.isNullSender || DAEMON.test(mail.from ?? '');
  if (!isDaemon || !SUBJECT.test(mail.subject)) return null;
  const text = mail.text.slice(0, 64 * KIB);
  const originalMessageId =
    originalIdOf(mail.parts) ?? /Message-ID:\s*(<[^<>\s]{1,500}>)/i.exec(text)?.[1] ?? null;
  const reason = REASON.exec(text)?.[0]?.trim().slice(0, 500);
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(reason ?? text)?.[0] ?? null;
  const isDelay = DELAY.test(mail.subject) || status?.startsWith('4.') === true;
  return {
    action: isDelay ? 'delayed' : 'failed',
    status,
    recipient: firstAddress(text, mail.from),
    reason: reason ?? mail.subject.slice(0, 500),
    envelopeId: null,
    originalMessageId,
  };
}

function firstAddress(text: string, from: string | null): string | null {
  for (const [address] of text.matchAll(
    /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
  ))
    if (address !== from && !DAEMON.test(address)) return address;
  return null;
}
