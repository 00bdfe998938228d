import { useCallback } from 'react';
import { ArrowDownLeft, ArrowUpRight, MessagesSquare, Paperclip, StickyNote } from 'lucide-react';
import type { ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { PersonMessage } from '#shared/contract/contact-rows.ts';
import type { EngineClient } from '#renderer/bridge/connection.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { hasTag, usePages } from './use-pages.ts';
import styles from './contacts.module.css';

const PAGE = 50;
const ways = { inbound: ArrowDownLeft, outbound: ArrowUpRight, note: StickyNote };

interface PersonTimelineProps {
  contactId: ContactId;
  onOpen: (id: ConversationId, messageId: MessageId | null) => void;
}

/** Everything said with a person on every channel, newest first. */
export function PersonTimeline({ contactId, onOpen }: PersonTimelineProps) {
  const t = useText();
  const ask = useCallback(
    async (engine: EngineClient, before: string | null) => {
      const { entries, next } = await engine.contact.timeline({ contactId, before, limit: PAGE });
      return { rows: entries, next };
    },
    [contactId],
  );
  const pages = usePages<PersonMessage, string, Awaited<ReturnType<typeof ask>>>(ask, (change) =>
    hasTag(change, 'inbox', 'contacts', `contact:${contactId}`),
  );
  return (
    <section className={styles.timeline} aria-label={t('contacts.timeline')}>
      <h2 className={styles.sub}>{t('contacts.timeline')}</h2>
      {pages.first === null &&
        (pages.error ? (
          <ErrorState what={t('ui.failedWhat')} code={pages.error.code} onRetry={pages.again} />
        ) : (
          <Waiting shape={<SkeletonRows count={5} />} onRetry={pages.again} />
        ))}
      {pages.first !== null && pages.rows.length === 0 && (
        <EmptyState
          icon={<MessagesSquare size={24} strokeWidth={1.5} aria-hidden />}
          title={t('contacts.timeline.none')}
        />
      )}
      <ol>
        {pages.rows.map((entry) => (
          <Entry key={entry.seq} entry={entry} onOpen={onOpen} />
        ))}
      </ol>
      {pages.hasMore && (
        <Button isBusy={pages.isLoading} onPress={pages.more}>
          {t('contacts.more')}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry, onOpen }: { entry: PersonMessage; onOpen: PersonTimelineProps['onOpen'] }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const Way = ways[entry.direction];
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        data-direction={entry.direction}
        onClick={() => onOpen(entry.conversationId, entry.messageId)}
      >
        <span className={styles.entryHead}>
          <Way size={13} aria-hidden />
          <ChannelIcon channel={entry.channel} />
          <strong className={styles.cut}>
            {entry.direction === 'note' ? t('contacts.timeline.note') : (entry.authorName ?? '')}
          </strong>
          <span className={styles.quiet}>
            #{entry.conversationNumber}
            {entry.subject === null ? '' : ` · ${entry.subject}`}
          </span>
          <time className={styles.entryTime}>{dayAndTime(entry.at, now, language)}</time>
        </span>
        <span className={styles.entryText}>
          {entry.text}
          {entry.attachmentCount > 0 && (
            <span className={styles.files}>
              <Paperclip size={12} aria-hidden />
              {t('contacts.timeline.files', { count: entry.attachmentCount })}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
