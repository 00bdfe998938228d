import { memo } from 'react';
import {
  AlarmClock,
  Check,
  CircleCheck,
  Flag,
  Hourglass,
  OctagonAlert,
  Paperclip,
  Timer,
} from 'lucide-react';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { PromiseClock } from '#renderer/features/cases/promise-clock.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Badge } from '#renderer/ui/badge.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { exactTime, listTime } from '#renderer/ui/format/times.ts';
import { rowFacts, type RowFact } from './row-facts.ts';
import { nameOf, rowPreview } from './row-preview.ts';
import styles from './conversation-row.module.css';

export interface ConversationRowProps {
  row: ConversationRow;
  now: number;
  isTyping: boolean;
  isLeaving: boolean;
  isCompact: boolean;
  agentId: string | null;
  agentNames: ReadonlyMap<string, string>;
}

const small = { size: 12, strokeWidth: 2, 'aria-hidden': true } as const;

function factIcon(fact: RowFact, row: ConversationRow) {
  if (fact.kind === 'wait') return <Timer {...small} />;
  if (fact.kind === 'priority') return <Flag {...small} />;
  if (fact.kind === 'tag') return undefined;
  if (row.status === 'snoozed') return <AlarmClock {...small} />;
  return row.status === 'resolved' ? <CircleCheck {...small} /> : <Hourglass {...small} />;
}

/** The promise to the customer comes before everything else. */
function chipsOf(row: ConversationRow, facts: readonly RowFact[]) {
  const chips = facts.map((fact) => (
    <Chip key={fact.key} tone={fact.tone} icon={factIcon(fact, row)} className={styles.fact}>
      {fact.text}
    </Chip>
  ));
  return row.promiseDueAt === null
    ? chips
    : [<PromiseClock key="promise" dueAt={row.promiseDueAt} className={styles.fact} />, ...chips];
}

/** What one row shows; the list owns its place, its role and its keys. */
export const ConversationRowFace = memo(function ConversationRowFace(props: ConversationRowProps) {
  const { row, now, isTyping, isLeaving, isCompact, agentId, agentNames } = props;
  const t = useText();
  const language = useLanguage();
  const preview = rowPreview(row, { isTyping, agentId, agentNames }, t);
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  const facts = rowFacts(row, now, language, t);
  const title = chatSubject(row);
  const assignee =
    row.assigneeId !== null && row.assigneeId !== agentId
      ? (agentNames.get(row.assigneeId) ?? null)
      : null;
  const all = chipsOf(row, facts);
  const chips = isCompact ? all.slice(0, 1) : all;
  return (
    <>
      <span className={styles.mark} data-mark>
        <span className={styles.glyph}>
          <ChannelIcon channel={row.channel} label={t(`words.channel.${row.channel}`)} />
        </span>
        <span className={styles.box} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        {row.unreadCount > 0 && (
          <Badge
            count={row.unreadCount}
            tone="accent"
            label={t('inbox.row.unread', { count: row.unreadCount })}
            className={styles.unread}
          />
        )}
        {row.unreadCount === 0 && row.isMarkedUnread && (
          <span className={styles.dot}>
            <Hidden>{t('inbox.row.marked')}</Hidden>
          </span>
        )}
      </span>
      <span className={cx(styles.name, isUnread && styles.strong)}>
        {nameOf(row, t)}
        {title !== '' && <span className={styles.subject}> · {title}</span>}
      </span>
      <time className={styles.time} title={exactTime(row.lastMessageAt)}>
        {listTime(row.lastMessageAt, now, language)}
      </time>
      <span className={styles.second}>
        <span className={styles.preview}>
          {preview.tone === 'danger' && <OctagonAlert {...small} className={styles.danger} />}
          {preview.lead !== '' && <span className={styles[preview.tone]}>{preview.lead}</span>}
          {preview.text}
        </span>
        {isCompact && chips}
        {row.hasAttachment && (
          <span className={styles.clip}>
            <Paperclip {...small} />
            <Hidden>{t('inbox.row.attachment')}</Hidden>
          </span>
        )}
      </span>
      {!isCompact && (
        <span className={styles.third}>
          {isLeaving ? (
            <span className={styles.words}>
              {assignee === null ? t('inbox.row.gone') : t('inbox.row.taken', { name: assignee })}
            </span>
          ) : (
            <>
              {chips}
              <span className={styles.words}>{t(`words.channel.${row.channel}`)}</span>
              {assignee !== null && (
                <span className={styles.person}>
                  <Avatar name={assignee} size={14} />
                  {assignee}
                </span>
              )}
            </>
          )}
        </span>
      )}
    </>
  );
});

/** A mail shows its subject with the text; elsewhere a subject stands beside the name. */
const chatSubject = (row: ConversationRow) => (row.channel === 'email' ? '' : (row.subject ?? ''));
