import { type CSSProperties, type ReactNode, useState } from 'react';
import { skipToken } from '@reduxjs/toolkit/query';
import { Inbox as InboxIcon } from 'lucide-react';
import type { Preferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { SideColumn } from '#renderer/features/column/side-column.tsx';
import { Conversation } from '#renderer/features/conversation/conversation-screen.tsx';
import { Views } from '#renderer/features/inbox/views.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand, useRegion } from '#renderer/keys/command-provider.tsx';
import { Drawer } from '#renderer/ui/drawer.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ConversationList } from './conversation-list.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { go, type InboxPlace } from './place.ts';
import { usePopOut } from './pop-out-screen.tsx';
import { Resizer } from './resizer.tsx';
import { useFits } from './use-fits.ts';
import { ViewsFlyout } from './views-flyout.tsx';
import styles from './inbox-screen.module.css';

const scales: Record<number, number> = { 14: 1, 15: 1.07, 16: 1.14, 17: 1.21, 18: 1.29 };
/** Window widths from which the views, then the customer, have a column of their own. */
const VIEWS_FROM = 1400;
const CONTEXT_FROM = 1180;
const ROOMY_FROM = 1680;

/** Views, list, conversation and customer, side by side as far as the window allows. */
export function InboxScreen({ place }: { place: InboxPlace }) {
  const t = useText();
  const [preferences, setPreferences] = usePreferences();
  const { columns } = preferences;
  const fitsViews = useFits(VIEWS_FROM);
  const fitsContext = useFits(CONTEXT_FROM);
  const isRoomy = useFits(ROOMY_FROM);
  const [over, setOver] = useState<'views' | 'context' | null>(null);
  const listRegion = useRegion('list', 30);
  const { conversationId: openId } = place;
  const setColumns = (change: Partial<Preferences['columns']>) =>
    setPreferences({ columns: { ...columns, ...change } });
  useCommand('columns.views', () => {
    if (fitsViews) setColumns({ views: !columns.views });
    else setOver(over === 'views' ? null : 'views');
  });
  useCommand(
    'columns.context',
    () => {
      if (fitsContext) setColumns({ context: !columns.context });
      else setOver(over === 'context' ? null : 'context');
    },
    { enabled: openId !== null },
  );
  useContextKeys({
    isOpen: openId !== null,
    fits: fitsContext,
    isColumn: columns.context,
    isOver: over === 'context',
    onTab: (contextTab) => setPreferences({ contextTab }),
    onColumn: () => setColumns({ context: true }),
    onOver: () => setOver('context'),
  });
  usePopOut(openId);
  const listWidth = columns.list ?? (isRoomy ? 340 : fitsViews ? 316 : fitsContext ? 300 : 280);
  const contextWidth = columns.contextWidth ?? (isRoomy ? 352 : fitsViews ? 312 : 300);
  const views = (
    <Views
      view={place.view}
      filter={place.filter}
      onChoose={(view, filter) => {
        setOver(null);
        go({ ...place, view, filter, messageId: null });
      }}
    />
  );
  const isViewsColumn = fitsViews && columns.views;
  return (
    <div
      className={styles.columns}
      data-open={openId !== null || undefined}
      style={
        {
          '--list-width': `${listWidth}px`,
          '--context-width': `${contextWidth}px`,
        } as CSSProperties
      }
    >
      {isViewsColumn && <ViewsColumn>{views}</ViewsColumn>}
      <section ref={listRegion} className={styles.list} aria-label={t('app.region.list')}>
        <ConversationList
          place={place}
          scale={scales[preferences.textSize] ?? 1}
          isCompact={preferences.density === 'compact'}
          views={
            isViewsColumn ? undefined : (
              <ViewsFlyout
                title={t(`inbox.view.${place.view}`)}
                isOpen={over === 'views'}
                onOpen={(isOpen) => setOver(isOpen ? 'views' : null)}
              >
                {views}
              </ViewsFlyout>
            )
          }
        />
      </section>
      <Resizer
        label={t('app.resize.list')}
        width={listWidth}
        min={260}
        max={480}
        onWidth={(list) => setColumns({ list })}
      />
      <section className={styles.conversation} aria-label={t('app.region.conversation')}>
        <CrashBoundary resetKey={openId ?? ''}>
          {openId === null ? (
            <EmptyState
              icon={<InboxIcon size={28} strokeWidth={1.5} aria-hidden />}
              title={t('app.select.title')}
            >
              {t('app.select.hint')}
            </EmptyState>
          ) : (
            <Conversation
              key={openId}
              id={openId}
              messageId={place.messageId}
              onClose={() => go({ ...place, conversationId: null, messageId: null })}
            />
          )}
        </CrashBoundary>
      </section>
      {fitsContext && columns.context && openId !== null && (
        <>
          <Resizer
            label={t('app.resize.context')}
            width={contextWidth}
            min={260}
            max={440}
            isFromEnd
            onWidth={(width) => setColumns({ contextWidth: width })}
          />
          <ContextColumn>
            <Customer place={place} />
          </ContextColumn>
        </>
      )}
      <Drawer
        isOpen={!fitsContext && over === 'context' && openId !== null}
        onClose={() => setOver(null)}
        title={t('app.region.contact')}
      >
        <Customer place={place} />
      </Drawer>
    </div>
  );
}

/** Keys of the customer's column while it is hidden; shown, it takes them itself. */
function useContextKeys(column: {
  isOpen: boolean;
  fits: boolean;
  isColumn: boolean;
  isOver: boolean;
  onTab: (tab: string) => void;
  onColumn: () => void;
  onOver: () => void;
}) {
  const { fits, isColumn, isOver, onTab, onColumn, onOver } = column;
  const isHidden = { enabled: column.isOpen && !(fits ? isColumn : isOver) };
  const show = (tab: string) => {
    onTab(tab);
    if (fits) onColumn();
    else onOver();
  };
  useCommand('conversation.verify', () => show('verify'), isHidden);
  useCommand('conversation.records', () => show('records'), isHidden);
}

function ViewsColumn({ children }: { children: ReactNode }) {
  const t = useText();
  const region = useRegion('views', 20);
  return (
    <nav ref={region} className={styles.views} aria-label={t('app.region.views')}>
      {children}
    </nav>
  );
}

function ContextColumn({ children }: { children: ReactNode }) {
  const t = useText();
  const region = useRegion('context', 60);
  return (
    <aside ref={region} className={styles.context} aria-label={t('app.region.contact')}>
      {children}
    </aside>
  );
}

/** The customer of the open conversation. */
function Customer({ place }: { place: InboxPlace }) {
  const { conversationId } = place;
  const { data: open } = api.useConversationGetQuery(
    conversationId === null ? skipToken : { conversationId },
  );
  if (!open) return null;
  return (
    <CrashBoundary resetKey={open.id}>
      <SideColumn
        key={open.id}
        conversation={open}
        onOpen={(id) => go({ ...place, conversationId: id, messageId: null })}
        onSearch={(text) => go({ screen: 'search', text })}
        onContact={(contactId) => go({ screen: 'contacts', contactId })}
      />
    </CrashBoundary>
  );
}
