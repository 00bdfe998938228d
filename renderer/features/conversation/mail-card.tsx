import { useRef, useState } from 'react';
import { ChevronDown, ChevronRight, FileCode } from 'lucide-react';
import type { Party } from '#shared/domain/conversation/message-parts.ts';
import type { MessageEntry } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { mailAddress } from '#renderer/bridge/uploads.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeyForwarding } from '#renderer/keys/command-provider.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { clockTime, exactTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Attachments } from './attachments.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { Masked, MessageText } from './message-bubble.tsx';
import styles from './mail-card.module.css';

interface MailCardProps {
  entry: MessageEntry;
  isOpenAtFirst: boolean;
  isFound: boolean;
  customerName: string | null;
}

const nameOf = (party: Party) => party.name ?? party.address;
const wholeOf = (party: Party) =>
  party.name === null ? party.address : `${party.name} <${party.address}>`;

/** One mail: who wrote it to whom, its body in a document of its own, its files. */
export function MailCard({ entry, isOpenAtFirst, isFound, customerName }: MailCardProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const [isSource, setIsSource] = useState(false);
  const [areDetails, setAreDetails] = useState(false);
  const isOurs = entry.direction === 'outbound';
  const from = entry.from;
  const author = isOurs
    ? (entry.authorName ?? t('conversation.outbound'))
    : (from?.name ?? customerName ?? from?.address ?? t('conversation.inbound'));
  return (
    <article
      data-seq={entry.seq}
      className={cx(styles.card, isOurs && styles.ours, isFound && styles.found)}
      aria-label={author}
    >
      <CardHead
        entry={entry}
        author={author}
        isOpen={isOpen}
        onFold={() => setIsOpen(!isOpen)}
        onSource={() => setIsSource(true)}
        details={[areDetails, () => setAreDetails(!areDetails)]}
      />
      {isOpen && (
        <div className={styles.body}>
          {areDetails && <Details entry={entry} />}
          {entry.unreadable !== null && <Banner tone="wa">{t('conversation.unreadable')}</Banner>}
          {entry.hasHtml ? <MailBody entry={entry} author={author} /> : <PlainBody entry={entry} />}
          <Attachments files={entry.attachments} />
          <Masked masked={entry.masked} />
          <footer className={styles.foot}>
            {entry.isAutomatic && <span>{t('conversation.automatic')}</span>}
            <DeliveryLine entry={entry} />
          </footer>
        </div>
      )}
      {isSource && <Source entry={entry} onClose={() => setIsSource(false)} />}
    </article>
  );
}

interface CardHeadProps {
  entry: MessageEntry;
  author: string;
  isOpen: boolean;
  onFold: () => void;
  onSource: () => void;
  details: [areShown: boolean, toggle: () => void];
}

function CardHead({ entry, author, isOpen, onFold, onSource, details }: CardHeadProps) {
  const t = useText();
  const [areDetails, toggleDetails] = details;
  return (
    <header className={styles.head}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'conversation.mail.collapse' : 'conversation.mail.expand', {
          name: author,
        })}
        onClick={onFold}
      >
        {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        <strong>{author}</strong>
        {!isOpen && <span className={styles.preview}>{entry.text.slice(0, 160)}</span>}
      </button>
      {isOpen && (
        <button
          type="button"
          className={styles.to}
          aria-expanded={areDetails}
          aria-label={t('conversation.mail.details')}
          onClick={toggleDetails}
        >
          {t('conversation.mail.toShort', {
            names: [...entry.to, ...entry.cc].map(nameOf).join(', '),
          })}
        </button>
      )}
      <time title={exactTime(entry.at)}>{clockTime(entry.at)}</time>
      {isOpen && entry.hasRaw && (
        <IconButton
          kind="quiet"
          size="small"
          label={t('conversation.source')}
          icon={<FileCode size={14} aria-hidden />}
          onPress={onSource}
        />
      )}
    </header>
  );
}

function Details({ entry }: { entry: MessageEntry }) {
  const t = useText();
  const lines: [string, readonly Party[]][] = [
    [t('conversation.mail.from'), entry.from ? [entry.from] : []],
    [t('conversation.mail.to'), entry.to],
    [t('conversation.mail.cc'), entry.cc],
    [t('conversation.mail.bcc'), entry.bcc],
  ];
  return (
    <dl className={styles.details}>
      {lines.map(([label, parties]) =>
        parties.length === 0 ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{parties.map(wholeOf).join(', ')}</dd>
          </div>
        ),
      )}
      <div>
        <dt>{t('conversation.mail.subject')}</dt>
        <dd>{entry.subject ?? t('conversation.mail.none')}</dd>
      </div>
    </dl>
  );
}

/** The writer's own words; what they quote is one press away. */
function PlainBody({ entry }: { entry: MessageEntry }) {
  const t = useText();
  const [isWhole, setIsWhole] = useState(false);
  const { quoteAt } = entry;
  const hasQuote = quoteAt !== null && quoteAt > 0 && quoteAt < entry.text.length;
  return (
    <>
      <MessageText
        text={hasQuote && !isWhole ? entry.text.slice(0, quoteAt).trimEnd() : entry.text}
      />
      {hasQuote && (
        <button type="button" className={styles.quote} onClick={() => setIsWhole(!isWhole)}>
          {t(isWhole ? 'conversation.quote.hide' : 'conversation.quote.show')}
        </button>
      )}
    </>
  );
}

/** Foreign HTML in a sandboxed document with a policy of its own: no script, no form, nothing remote unasked. */
function MailBody({ entry, author }: { entry: MessageEntry; author: string }) {
  const t = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const forwardKey = useKeyForwarding();
  const [preferences, setPreferences] = usePreferences();
  const [height, setHeight] = useState(80);
  const [blocked, setBlocked] = useState(0);
  const [isOnce, setIsOnce] = useState(false);
  const [link, setLink] = useState<{ href: string; text: string } | null>(null);
  const sender = entry.from?.address ?? '';
  const mayLoad = isOnce || preferences.trustedImageSenders.includes(sender);
  const isDark = document.documentElement.dataset['theme'] === 'dark';

  const onLoad = () => {
    const inner = frame.current?.contentDocument;
    if (!inner?.body) return;
    setBlocked(Number(inner.body.dataset['blockedRemote'] ?? 0));
    const measure = () => setHeight(Math.min(4_000, inner.documentElement.scrollHeight));
    measure();
    new ResizeObserver(measure).observe(inner.body);
    inner.addEventListener('keydown', forwardKey);
    inner.addEventListener('click', (event) => {
      const anchor =
        event.target instanceof Node ? (event.target.parentElement?.closest('a') ?? null) : null;
      const target = (event.target as Element).closest?.('a') ?? anchor;
      if (!target) return;
      event.preventDefault();
      setLink({ href: target.getAttribute('href') ?? '', text: target.textContent });
    });
  };
  return (
    <>
      {blocked > 0 && !mayLoad && (
        <div className={styles.remote}>
          <span>{t('conversation.images.blocked', { count: blocked })}</span>
          <Button size="small" onPress={() => setIsOnce(true)}>
            {t('conversation.images.once')}
          </Button>
          {sender !== '' && (
            <Button
              size="small"
              kind="quiet"
              onPress={() =>
                setPreferences({
                  trustedImageSenders: [...preferences.trustedImageSenders, sender],
                })
              }
            >
              {t('conversation.images.always')}
            </Button>
          )}
        </div>
      )}
      <iframe
        ref={frame}
        // `allow-same-origin` lets this page measure the document; without `allow-scripts` it can do nothing itself.
        sandbox="allow-same-origin"
        title={t('conversation.mail.frame', { name: author })}
        src={mailAddress(entry.messageId, { images: mayLoad, isDark })}
        className={styles.frame}
        style={{ height }}
        onLoad={onLoad}
      />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

/** Shows where a link of a foreign mail really goes before it is opened. */
function LinkDialog({
  link,
  onClose,
}: {
  link: { href: string; text: string } | null;
  onClose: () => void;
}) {
  const t = useText();
  if (!link) return null;
  const host = URL.canParse(link.href) ? new URL(link.href).host : link.href;
  const claimed = /[\w-]+(\.[\w-]+)+/.exec(link.text)?.[0].toLowerCase();
  const differs = claimed !== undefined && !host.endsWith(claimed.replace(/^www\./, ''));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('conversation.link.title')}
      actions={
        <>
          <Button
            onPress={() => {
              void navigator.clipboard
                .writeText(link.href)
                .then(() => showToast({ text: t('app.done.copied'), group: 'copied' }));
              onClose();
            }}
          >
            {t('conversation.link.copy')}
          </Button>
          <Button
            kind="primary"
            onPress={() => {
              window.open(link.href, '_blank', 'noopener,noreferrer');
              onClose();
            }}
          >
            {t('conversation.link.open')}
          </Button>
        </>
      }
    >
      <p>{t('conversation.link.real')}</p>
      <p className={styles.host}>{host}</p>
      <p className={styles.address}>{link.href}</p>
      {differs && <Banner tone="wa">{t('conversation.link.differs')}</Banner>}
    </Dialog>
  );
}

function Source({ entry, onClose }: { entry: MessageEntry; onClose: () => void }) {
  const t = useText();
  const { data, isLoading } = api.useMessageSourceQuery({ messageId: entry.messageId });
  return (
    <Dialog isOpen onClose={onClose} title={t('conversation.source.title')} width="wide">
      {!isLoading && (
        <pre className={styles.source}>{data?.text ?? t('conversation.source.none')}</pre>
      )}
    </Dialog>
  );
}
