import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { CasesCard } from '#renderer/features/cases/cases-card.tsx';
import { VerifyPanel } from '#renderer/features/checking/verify-panel.tsx';
import { DiagnosisCard } from '#renderer/features/diagnosis/diagnosis-card.tsx';
import { RECORD_EVENT } from '#renderer/features/conversation/record-link.tsx';
import { ContactPanel } from '#renderer/features/contact/contact-panel.tsx';
import { RecordsPanel } from '#renderer/features/records/records-panel.tsx';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { listTime } from '#renderer/ui/format/times.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './side-column.module.css';

const tabs = ['contact', 'verify', 'records', 'cases', 'history'] as const;
type Tab = (typeof tabs)[number];
const tabOf = (text: string): Tab => tabs.find((one) => one === text) ?? 'contact';

interface SideColumnProps {
  conversation: ConversationDetail;
  onOpen: (id: ConversationId) => void;
  onSearch: (text: string) => void;
  onContact: (id: ContactId) => void;
}

/** Beside a conversation: who it is, whether it is them, and what happened to their money. */
export function SideColumn({ conversation, onOpen, onSearch, onContact }: SideColumnProps) {
  const t = useText();
  const [preferences, setPreferences] = usePreferences();
  const tab = tabOf(preferences.contextTab);
  const [picked, setPicked] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const conversationId = conversation.id;
  const records = verificationApi.useVerificationRecordsQuery({ conversationId });
  const [readAgain, reading] = verificationApi.useLazyVerificationRecordsQuery();
  const rows = records.data?.rows ?? [];
  const only = records.data?.outcome === 'one' ? (rows[0]?.handle ?? null) : null;
  const handle = picked ?? only;
  const { data: check } = verificationApi.useVerificationGetQuery({ conversationId, handle });
  const show = (next: Tab) => setPreferences({ contextTab: next });
  const open = (next: string | null) => {
    setOpened(next);
    if (next !== null) setPicked(next);
  };
  useCommand(
    'conversation.verify',
    () => {
      show('verify');
      setTimeout(() => focusIn('input'), 80);
    },
    { enabled: tab !== 'verify' },
  );
  useCommand(
    'conversation.records',
    () => {
      setOpened(null);
      show('records');
      setTimeout(() => focusIn('search input'), 80);
    },
    { enabled: tab !== 'records' || opened !== null },
  );
  const [asked, setAsked] = useState<string | null>(null);
  const showNumber = useRef((_number: string) => undefined as void);
  useEffect(() => {
    showNumber.current = (number) => {
      setOpened(null);
      setAsked(number);
      show('records');
    };
  });
  useEffect(() => {
    const listen = (event: Event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
      event.preventDefault();
      showNumber.current(event.detail);
    };
    window.addEventListener(RECORD_EVENT, listen);
    return () => window.removeEventListener(RECORD_EVENT, listen);
  }, []);
  const panels: Record<Tab, () => ReactNode> = {
    contact: () => (
      <ContactPanel
        key={conversation.contactId}
        contactId={conversation.contactId}
        conversationId={conversationId}
        onOpen={onOpen}
        onSearch={onSearch}
        onContact={onContact}
      />
    ),
    verify: () => (
      <VerifyPanel
        key={conversationId}
        conversation={conversation}
        list={records.data}
        handle={handle}
        onPick={setPicked}
      />
    ),
    records: () => (
      <RecordsPanel
        key={conversationId}
        conversation={conversation}
        list={records.data}
        error={records.error}
        isBusy={records.isFetching || reading.isFetching}
        onRefresh={() =>
          void readAgain({ conversationId, refresh: true }).then(() => records.refetch())
        }
        picked={handle}
        opened={opened}
        asked={asked}
        onAsked={() => setAsked(null)}
        onOpen={open}
        onVerify={() => show('verify')}
      >
        <DiagnosisCard conversation={conversation} handle={opened ?? handle} />
      </RecordsPanel>
    ),
    cases: () => (
      <div className={styles.padded}>
        <CasesCard conversationId={conversationId} />
      </div>
    ),
    history: () => <History conversation={conversation} onOpen={onOpen} />,
  };
  const count: Partial<Record<Tab, string>> = {
    verify: check?.lockedUntilAt ? '!' : check ? `${check.level}/4` : '',
    records: rows.length > 0 ? String(rows.length) : '',
  };
  return (
    <div className={styles.column} data-side-column>
      <Tabs
        ariaLabel={t('column.label')}
        className={styles.tabs}
        value={tab}
        onChange={show}
        items={tabs.map((id) => ({
          id,
          label: t(`column.${id}`),
          count: count[id] === '' ? undefined : count[id],
          panel: id === tab ? <div className={styles.scroll}>{panels[id]()}</div> : null,
        }))}
      />
    </div>
  );
}

const focusIn = (selector: string) =>
  document.querySelector<HTMLElement>(`[data-side-column] ${selector}`)?.focus();

function History({ conversation, onOpen }: Pick<SideColumnProps, 'conversation' | 'onOpen'>) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data = [] } = api.useContactConversationsQuery({
    contactId: conversation.contactId,
    limit: 50,
  });
  const others = data.filter((one) => one.id !== conversation.id);
  if (others.length === 0) return <p className={styles.empty}>{t('column.history.none')}</p>;
  return (
    <ul className={styles.history}>
      {others.map((one) => (
        <li key={one.id}>
          <button type="button" onClick={() => onOpen(one.id)}>
            <ChannelIcon channel={one.channel} />
            <span className={styles.text}>
              {one.subject ?? one.preview?.text ?? `#${one.number}`}
              <span className={styles.quiet}>
                #{one.number} · {t(`words.status.${one.status}`)}
              </span>
            </span>
            <time className={styles.quiet}>{listTime(one.lastMessageAt, now, language)}</time>
          </button>
        </li>
      ))}
    </ul>
  );
}
