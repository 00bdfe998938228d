import { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import {
  AlarmClock,
  ArrowLeft,
  ArrowUpRight,
  CircleCheck,
  Ellipsis,
  RotateCcw,
  UserRound,
} from 'lucide-react';
import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { selectSignals } from '#renderer/bridge/signals-slice.ts';
import { EscalateDialog } from '#renderer/features/cases/escalate-dialog.tsx';
import { PromiseClock } from '#renderer/features/cases/promise-clock.tsx';
import { CheckChip } from '#renderer/features/checking/check-chip.tsx';
import { IncidentBanner } from '#renderer/features/diagnosis/incident-part.tsx';
import { Composer } from '#renderer/features/composer/composer.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import {
  useCommand,
  useKeyText,
  useRegion,
  useRunCommand,
} from '#renderer/keys/command-provider.tsx';
import type { CommandId } from '#renderer/keys/commands.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { FindBar } from './find-bar.tsx';
import { Timeline } from './timeline.tsx';
import { useTimeline } from './use-timeline.ts';
import styles from './conversation-screen.module.css';

interface ConversationProps {
  id: ConversationId;
  /** Shown first, as a search found it. */
  messageId?: MessageId | null;
  onClose?: () => void;
}

const VIEWING_EVERY_MS = 20_000;

/** One conversation: who it is with, what was said, and where to answer. */
export function Conversation({ id, messageId = null, onClose }: ConversationProps) {
  const t = useText();
  const { data, error, isLoading, refetch } = api.useConversationGetQuery({ conversationId: id });
  const { timeline, snapshot } = useTimeline(id);
  const [isFinding, setIsFinding] = useState(false);
  const [isEscalating, setIsEscalating] = useState(false);
  const [focusSeq, setFocusSeq] = useState<number | null>(null);
  const timelineRegion = useRegion('timeline', 40);
  useReading(data);
  useCommand('conversation.find', () => setIsFinding(true));
  useCommand('conversation.escalate', () => setIsEscalating(true));
  // A message that a search found is shown first; older pages are read until it is there.
  const wanted =
    messageId === null
      ? null
      : (snapshot.entries.find((one) => one.kind === 'message' && one.messageId === messageId)
          ?.seq ?? null);
  const { hasOlder, isLoadingOlder, phase } = snapshot;
  useEffect(() => {
    if (messageId !== null && wanted === null && phase === 'ready' && hasOlder && !isLoadingOlder)
      void timeline.loadOlder();
  }, [messageId, wanted, phase, hasOlder, isLoadingOlder, timeline]);

  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (isLoading) return <SkeletonRows count={6} />;
  if (!data)
    return (
      <EmptyState title={t('conversation.gone.title')}>{t('conversation.gone.hint')}</EmptyState>
    );
  return (
    <div className={styles.screen}>
      <Head conversation={data} onClose={onClose} />
      <IncidentBanner conversation={data} />
      {isFinding && (
        <FindBar
          conversationId={id}
          onClose={() => {
            setIsFinding(false);
            setFocusSeq(null);
          }}
          onFound={(seq) => void timeline.reach(seq).then(() => setFocusSeq(seq))}
        />
      )}
      <div ref={timelineRegion} className={styles.timeline}>
        <Timeline
          conversation={data}
          snapshot={snapshot}
          focusSeq={focusSeq ?? wanted}
          onOlder={() => void timeline.loadOlder()}
          onRetry={() => void timeline.refresh()}
        />
      </div>
      <Presence conversation={data} />
      <Composer conversation={data} entries={snapshot.entries} />
      {isEscalating && (
        <EscalateDialog conversationId={id} onClose={() => setIsEscalating(false)} />
      )}
    </div>
  );
}

/** Reading it here counts as read, while the window is in front; colleagues see that one looks. */
function useReading(conversation: ConversationDetail | null | undefined) {
  const [markRead] = api.useConversationMarkReadMutation();
  const [signal] = api.useConversationSignalMutation();
  const id = conversation?.id;
  const unread = (conversation?.unreadCount ?? 0) > 0;
  const sent = useRef('');
  useEffect(() => {
    if (id === undefined || !unread) return undefined;
    const read = () => {
      const key = `${id} ${conversation?.lastMessageAt}`;
      if (document.visibilityState !== 'visible' || sent.current === key) return;
      sent.current = key;
      void markRead({ conversationId: id });
    };
    const timer = setTimeout(read, 600);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [id, unread, conversation?.lastMessageAt, markRead]);
  useEffect(() => {
    if (id === undefined) return undefined;
    const say = () => void signal({ conversationId: id, kind: 'viewing' });
    say();
    const timer = setInterval(say, VIEWING_EVERY_MS);
    return () => {
      clearInterval(timer);
      void signal({ conversationId: id, kind: 'left' });
    };
  }, [id, signal]);
}

function Head({
  conversation,
  onClose,
}: {
  conversation: ConversationDetail;
  onClose: (() => void) | undefined;
}) {
  const t = useText();
  const run = useRunCommand();
  const keyText = useKeyText();
  const language = useLanguage();
  const now = useNow();
  const { data: agents } = api.useAgentListQuery();
  const assignee = agents?.find((agent) => agent.id === conversation.assigneeId);
  const isResolved = conversation.status === 'resolved';
  const name = conversation.contactName ?? conversation.address;
  const act = (command: CommandId, label: string, Icon: typeof UserRound) => (
    <Button
      icon={<Icon {...iconLook} />}
      aria-keyshortcuts={keyText(command)}
      className={styles.act}
      onPress={() => run(command)}
    >
      {label}
    </Button>
  );
  return (
    <header className={styles.head}>
      {onClose && (
        <IconButton
          kind="quiet"
          size="small"
          className={styles.back}
          label={t('app.nav.inbox')}
          icon={<ArrowLeft {...iconLook} />}
          onPress={onClose}
        />
      )}
      <ChannelIcon
        channel={conversation.channel}
        label={t(`words.channel.${conversation.channel}`)}
      />
      <div className={styles.who}>
        <h2 className={styles.name}>{name}</h2>
        {conversation.subject !== null && <p className={styles.subject}>{conversation.subject}</p>}
      </div>
      <div className={styles.chips}>
        {conversation.status === 'snoozed' && (
          <Chip>
            {conversation.snoozedUntilAt === null
              ? t('conversation.snoozedReply')
              : t('conversation.snoozedUntil', {
                  time: dayAndTime(conversation.snoozedUntilAt, now, language),
                })}
          </Chip>
        )}
        {conversation.status === 'pending' && (
          <Chip tone="pu">
            {t(`words.waiting.${conversation.waitingOn === 'internal' ? 'internal' : 'customer'}`)}
          </Chip>
        )}
        {conversation.promiseDueAt !== null && (
          <PromiseClock dueAt={conversation.promiseDueAt} isBare />
        )}
        {isResolved && <Chip tone="ok">{t('words.status.resolved')}</Chip>}
        {conversation.priority > 0 && (
          <Chip tone={conversation.priority === 3 ? 'da' : 'wa'}>
            {t(`words.priority.${conversation.priority}`)}
          </Chip>
        )}
        <CheckChip conversationId={conversation.id} />
        {assignee && <Chip icon={<UserRound size={12} aria-hidden />}>{assignee.name}</Chip>}
      </div>
      <div className={styles.acts}>
        {act('conversation.assign', t('app.act.assign'), UserRound)}
        <IconButton
          kind="plain"
          label={t('cases.escalate')}
          keys={keyText('conversation.escalate')}
          icon={<ArrowUpRight {...iconLook} />}
          onPress={() => run('conversation.escalate')}
        />
        {!isResolved && act('conversation.snooze', t('app.act.snooze'), AlarmClock)}
        {isResolved
          ? act('conversation.reopen', t('app.act.reopen'), RotateCcw)
          : act('conversation.resolve', t('app.act.resolve'), CircleCheck)}
        <MoreMenu />
      </div>
    </header>
  );
}

function MoreMenu() {
  const t = useText();
  const run = useRunCommand();
  const keyText = useKeyText();
  const entries: readonly [CommandId, string][] = [
    ['conversation.take', t('app.act.take')],
    ['conversation.wait', t('app.act.wait')],
    ['conversation.priority', t('app.act.priority')],
    ['conversation.labels', t('app.act.tag')],
    ['conversation.unread', t('app.act.unread')],
    ['conversation.merge', t('app.act.merge')],
    ['conversation.copy-number', t('app.act.copyNumber')],
    ['conversation.find', t('conversation.find.label')],
  ];
  return (
    <Menu
      placement="bottom end"
      entries={entries.map(([id, label]) => ({ id, label, keys: keyText(id) }))}
      onChoose={(id) => setTimeout(() => run(id as CommandId), 0)}
    >
      <IconButton kind="quiet" label={t('inbox.row.menu')} icon={<Ellipsis {...iconLook} />} />
    </Menu>
  );
}

/** Who else is here: the customer writing, a colleague looking or answering. */
function Presence({ conversation }: { conversation: ConversationDetail }) {
  const t = useText();
  const signals = useSelector(selectSignals(conversation.id));
  const { data: me } = api.useSessionMeQuery();
  const lines: string[] = [];
  if (signals?.typingUntilAt)
    lines.push(
      t('conversation.typing', {
        name: conversation.contactName ?? t('conversation.inbound'),
      }),
    );
  for (const [name, agent] of Object.entries(signals?.agents ?? {}))
    if (name !== me?.agent.name)
      lines.push(
        t(agent.doing === 'typing' ? 'conversation.replying' : 'conversation.viewing', { name }),
      );
  return (
    <p className={styles.presence} aria-live="polite">
      {lines.join(' · ')}
    </p>
  );
}
