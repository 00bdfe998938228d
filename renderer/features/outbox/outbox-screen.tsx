import { useEffect, useState } from 'react';
import { SendHorizontal } from 'lucide-react';
import { useSelector } from 'react-redux';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { OutboxRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { selectConnection } from '#renderer/bridge/connection-slice.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { OutboxRowFace, type OutboxAct } from './outbox-row.tsx';
import styles from './outbox.module.css';

export interface OutboxScreenProps {
  onOpenConversation: (id: ConversationId) => void;
}

type Shown = 'all' | 'trouble';
const PAGE = 200;

/** Every message of ours that has not left, why, and what can be done about it. */
export function OutboxScreen({ onOpenConversation }: OutboxScreenProps) {
  const t = useText();
  const [shown, setShown] = useState<Shown>('all');
  const status = api.useSessionStatusQuery();
  const { phase } = useSelector(selectConnection);
  const { act, busy, question, answer } = useOutboxActs(onOpenConversation);
  const troubleCount = status.data?.outboxTroubleCount ?? 0;
  return (
    <section className={styles.screen} aria-label={t('outbox.title')}>
      <header className={styles.head}>
        <h1 className={styles.heading}>{t('outbox.title')}</h1>
        <Tabs<Shown>
          ariaLabel={t('outbox.title')}
          look="pill"
          value={shown}
          onChange={setShown}
          items={[
            {
              id: 'all',
              label: t('outbox.show.all'),
              count: String(status.data?.outboxCount ?? 0),
            },
            { id: 'trouble', label: t('outbox.show.trouble'), count: String(troubleCount) },
          ]}
        />
      </header>
      {phase === 'offline' && <Banner tone="wa">{t('outbox.offline')}</Banner>}
      <div className={styles.body} data-place="outbox">
        <OutboxList shown={shown} busy={busy} onAct={act} />
      </div>
      <Confirm
        isOpen={question !== null}
        onClose={() => answer(false)}
        title={t(question?.act === 'again' ? 'outbox.confirm.again' : 'outbox.confirm.discard')}
        confirmLabel={t(question?.act === 'again' ? 'outbox.sendAgain' : 'outbox.discard')}
        onConfirm={() => answer(true)}
      >
        {t(question?.act === 'again' ? 'outbox.confirm.againText' : 'outbox.confirm.discardText')}
      </Confirm>
    </section>
  );
}

interface OutboxListProps {
  shown: Shown;
  busy: ReadonlySet<string>;
  onAct: (act: OutboxAct, row: OutboxRow) => void;
}

function OutboxList({ shown, busy, onAct }: OutboxListProps) {
  const t = useText();
  const now = useSeconds();
  const page = api.useOutboxPageQuery({ state: shown, limit: PAGE });
  const again = () => void page.refetch();
  if (!page.currentData)
    return page.error ? (
      <ErrorState
        what={t('ui.failedWhat')}
        safe={t('ui.failedSafe')}
        code={'code' in page.error ? page.error.code : null}
        onRetry={again}
      />
    ) : (
      <Waiting shape={<SkeletonRows count={4} />} onRetry={again} />
    );
  const { rows, total } = page.currentData;
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<SendHorizontal size={20} aria-hidden />}
        title={t(shown === 'all' ? 'outbox.empty' : 'outbox.emptyTrouble')}
      >
        {shown === 'all' && t('outbox.emptyHint')}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list} aria-label={t('outbox.list')}>
        {rows.map((row) => (
          <OutboxRowFace
            key={row.messageId}
            row={row}
            now={now}
            isBusy={busy.has(row.messageId)}
            onAct={(what) => onAct(what, row)}
          />
        ))}
      </ul>
      {total > rows.length && (
        <p className={styles.more}>{t('outbox.more', { shown: rows.length, total })}</p>
      )}
    </>
  );
}

/** Carries out what a person decided; what cannot be taken back is asked first. */
function useOutboxActs(onOpenConversation: (id: ConversationId) => void) {
  const t = useText();
  const [retry] = api.useMessageRetryMutation();
  const [settle] = api.useMessageSettleMutation();
  const [withdraw] = api.useMessageWithdrawMutation();
  const [sendNow] = api.useMessageSendNowMutation();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<{ act: OutboxAct; row: OutboxRow } | null>(null);

  const carryOut = async (act: OutboxAct, row: OutboxRow) => {
    const { conversationId, messageId } = row;
    const ids = { conversationId, messageId };
    setBusy((old) => new Set(old).add(messageId));
    try {
      if (act === 'retry' || act === 'again') await retry(ids).unwrap();
      if (act === 'settle') await settle(ids).unwrap();
      if (act === 'send-now') await sendNow(ids).unwrap();
      if (act === 'withdraw' || act === 'discard') await withdraw(ids).unwrap();
      const done = {
        retry: t('outbox.done.retry'),
        again: t('outbox.done.retry'),
        settle: t('outbox.done.settle'),
        withdraw: t('outbox.done.withdraw'),
        discard: t('outbox.done.withdraw'),
        'send-now': null,
        open: null,
      }[act];
      if (done !== null) showToast({ text: done, group: 'outbox' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger' });
    } finally {
      setBusy((old) => new Set([...old].filter((id) => id !== messageId)));
    }
  };
  return {
    busy,
    question,
    act: (act: OutboxAct, row: OutboxRow) => {
      if (act === 'open') onOpenConversation(row.conversationId);
      else if (act === 'again' || act === 'discard') setQuestion({ act, row });
      else void carryOut(act, row);
    },
    answer: (isYes: boolean) => {
      setQuestion(null);
      if (isYes && question) void carryOut(question.act, question.row);
    },
  };
}

/** Every second: messages leave by the second. */
function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
