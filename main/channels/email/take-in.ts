import type { MessageId } from '#shared/lib/ids.ts';
import { Failure } from '#main/platform/failure.ts';
import type { ChannelHost, Inbound } from '../channel.ts';
import { inboundOf } from './inbound.ts';
import { MAX_BYTES } from './limits.ts';
import type { MailReader } from './mail-reader.ts';
import type { MessageIds } from './message-ids.ts';
import type { ParsedBounce, ParsedMail, Unparsable } from './parsed-mail.ts';

/** What became of a mail on the server; kept in the ledger under its UID. */
export type Fate = 'seen' | 'bounce' | 'quarantined';

export interface FetchedMail {
  source: Uint8Array;
  /** When the server received it. */
  at: number;
  /** It was on the server before this account was connected. */
  isHistory: boolean;
  /** Bytes on the server; of a mail too large to be read `source` is only the beginning. */
  size: number;
}

export interface ReadMail {
  fetched: FetchedMail;
  mail: ParsedMail | Unparsable;
}

export const readMails = (reader: MailReader, fetched: FetchedMail[]): Promise<ReadMail[]> =>
  Promise.all(fetched.map(async (one) => ({ fetched: one, mail: await reader.read(one.source) })));

/** How long the engine's thread is given to mails before others have their turn. */
const TURN_MS = 12;
/** Of mails that were there before: each turn ends with a wait for the disk, so there are fewer. */
const HISTORY_TURN_MS = 25;

/**
 * Takes in mails from the front of the list for one turn, in one transaction; answers what became
 * of each, once it is durable.
 * @throws the store's own errors: none of them is marked, all come again
 */
export function takeMails(
  parts: { host: ChannelHost; ids: MessageIds },
  mails: { read: ReadMail; seenKey: string }[],
): Promise<Fate[]> {
  const isHistory = mails.every(({ read }) => read.fetched.isHistory);
  const until = performance.now() + (isHistory ? HISTORY_TURN_MS : TURN_MS);
  return parts.host.together(() => {
    const fates: Fate[] = [];
    for (const { read, seenKey } of mails) {
      if (fates.length > 0 && performance.now() > until) break;
      fates.push(takeMail(parts, read, seenKey));
    }
    return fates;
  });
}

/**
 * Takes one mail in: a report on a mail of ours goes to that mail, everything else becomes a
 * message. `seenKey` is written with it. A mail that cannot be taken in is set aside with its bytes.
 * @throws the store's own errors (a full disk): the mail is not marked and comes again
 */
function takeMail(
  { host, ids }: { host: ChannelHost; ids: MessageIds },
  { fetched, mail }: ReadMail,
  seenKey: string,
): Fate {
  const { source, at, size } = fetched;
  const ours = reportedMessage(mail, ids);
  try {
    if (mail.kind === 'parsed' && mail.bounce && ours && isReceipt(host, mail.bounce, ours)) {
      host.ledger.set(seenKey, 'bounce');
      return 'bounce';
    }
    const inbound = joined(inboundOf(mail, source, at, ids.isOurs), mail, ours, ids);
    if (size > MAX_BYTES && source.byteLength < size)
      inbound.unreadable = `the message has ${size} bytes; only its beginning was fetched`;
    if (fetched.isHistory) inbound.isHistory = true;
    host.accept(inbound, [{ key: seenKey, value: 'seen' }]);
    return 'seen';
  } catch (error) {
    if (isStoreError(error)) throw error;
    host.log.error({ error: String(error) }, 'a mail could not be taken in and was set aside');
    host.quarantine(source, error instanceof Error ? error.message : String(error));
    host.ledger.set(seenKey, 'quarantined');
    return 'quarantined';
  }
}

/** The message of ours a report is about; only an id with our mark counts, anyone can write a report. */
function reportedMessage(mail: ParsedMail | Unparsable, ids: MessageIds): MessageId | null {
  if (mail.kind !== 'parsed' || !mail.bounce) return null;
  const named = [
    mail.bounce.envelopeId,
    mail.bounce.originalMessageId,
    mail.inReplyTo,
    ...mail.references.toReversed(),
  ];
  return named.map((id) => (id ? ids.messageOf(id) : null)).find((id) => id !== null) ?? null;
}

function isReceipt(host: ChannelHost, bounce: ParsedBounce, messageId: MessageId): boolean {
  if (bounce.action !== 'failed' && bounce.action !== 'delivered') return false;
  return host.receipt({
    ref: { messageId },
    kind: bounce.action === 'failed' ? 'bounced' : 'delivered',
    recipient: bounce.recipient,
    status: bounce.status,
    reason: bounce.reason,
  });
}

/** "Delayed, still trying" stands beside the message it is about and wakes nobody. */
function joined(
  inbound: Inbound,
  mail: ParsedMail | Unparsable,
  ours: MessageId | null,
  ids: MessageIds,
): Inbound {
  if (mail.kind !== 'parsed' || !mail.bounce) return inbound;
  if (!ours) return { ...inbound, isAutomatic: true };
  const id = ids.of(ours);
  return { ...inbound, isAutomatic: true, inReplyTo: id, provenReferences: [id] };
}

/** The store's own codes: nothing is wrong with the mail. */
const isStoreError = (error: unknown): boolean =>
  error instanceof Failure && (error.code === 'disk.full' || error.code.startsWith('sqlite.'));
