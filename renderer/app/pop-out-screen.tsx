import { skipToken } from '@reduxjs/toolkit/query';
import type { ConversationId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { findDesk } from '#renderer/bridge/desk-verbs.ts';
import { useActs } from '#renderer/features/acts/use-acts.tsx';
import { SideColumn } from '#renderer/features/column/side-column.tsx';
import { Conversation } from '#renderer/features/conversation/conversation-screen.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { go, hashOf, home } from './place.ts';
import styles from './inbox-screen.module.css';

/** One conversation in a window of its own, with everything that can be done to it. */
export function PopOutScreen({ conversationId }: { conversationId: ConversationId }) {
  const t = useText();
  const { data: open } = api.useConversationGetQuery({ conversationId });
  const acts = useActs({
    rowOf: (id) => (open?.id === id ? open : undefined),
    guess: () => undefined,
    targets: () => [conversationId],
    onDone: () => undefined,
    onNext: () => undefined,
    onOpen: (id) => go({ screen: 'conversation', conversationId: id }),
  });
  return (
    <div className={styles.columns} data-open>
      <section className={styles.conversation} aria-label={t('app.region.conversation')}>
        <CrashBoundary resetKey={conversationId}>
          <Conversation key={conversationId} id={conversationId} />
        </CrashBoundary>
      </section>
      {open && (
        <aside className={styles.popOutContext} aria-label={t('app.region.contact')}>
          <CrashBoundary resetKey={open.id}>
            <SideColumn
              key={open.id}
              conversation={open}
              onOpen={(id) => go({ screen: 'conversation', conversationId: id })}
              onSearch={(text) => go({ screen: 'search', text })}
              onContact={(contactId) => go({ screen: 'contacts', contactId })}
            />
          </CrashBoundary>
        </aside>
      )}
      {acts.dialog}
    </div>
  );
}

/** A browser opens a window of its own; the desk's shell keeps to one. */
export function usePopOut(conversationId: ConversationId | null): void {
  const { data: open } = api.useConversationGetQuery(
    conversationId === null ? skipToken : { conversationId },
  );
  useCommand(
    'conversation.pop-out',
    () => {
      if (!open) return false;
      const hash = hashOf({ screen: 'conversation', conversationId: open.id });
      const opened = window.open(
        `${location.pathname}${hash}`,
        open.id,
        'popup,width=720,height=760',
      );
      if (opened) go({ ...home, conversationId: null });
      return opened !== null;
    },
    { enabled: open !== undefined && findDesk() === undefined },
  );
}
