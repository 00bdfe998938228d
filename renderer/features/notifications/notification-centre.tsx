import { useRef } from 'react';
import {
  AlarmClock,
  AtSign,
  Bell,
  Check,
  CheckCheck,
  MessageCircle,
  OctagonAlert,
  Plug,
  ShieldAlert,
  Settings,
  TriangleAlert,
  UserRoundCheck,
} from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { NotificationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { Drawer } from '#renderer/ui/drawer.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { exactTime, listTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { detailOf, headline } from './wording.ts';
import styles from './notification-centre.module.css';

export interface NotificationCentreProps {
  isOpen: boolean;
  onClose: () => void;
  onOpenConversation: (id: ConversationId) => void;
  /** Goes to how one is told. */
  onSettings: () => void;
  /** Goes to the channels, for what is wrong with one. */
  onAccounts: () => void;
}

const PAGE = 100;
const icons: Record<NotificationRow['kind'], typeof Bell> = {
  message: MessageCircle,
  assigned: UserRoundCheck,
  mention: AtSign,
  'send-failed': OctagonAlert,
  'send-doubtful': TriangleAlert,
  'account-trouble': Plug,
  risk: ShieldAlert,
  'snooze-over': AlarmClock,
};

/** What happened and has not been dealt with, newest first; done ones below. */
export function NotificationCentre(props: NotificationCentreProps) {
  const { isOpen, onClose, onSettings } = props;
  const t = useText();
  const finish = useFinish();
  const { data } = api.useNotificationPageQuery({ limit: PAGE }, { skip: !isOpen });
  const open = data?.rows.filter((row) => !row.isDone) ?? [];
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={t('notice.title')}
      width={360}
      actions={
        <>
          <IconButton
            size="small"
            label={t('notice.doneAll')}
            isDisabled={open.length === 0}
            icon={<CheckCheck size={16} aria-hidden />}
            onPress={() => finish(open.map((row) => row.id))}
          />
          <IconButton
            size="small"
            label={t('notice.settings')}
            icon={<Settings size={16} aria-hidden />}
            onPress={onSettings}
          />
        </>
      }
    >
      <Rows {...props} onFinish={finish} />
    </Drawer>
  );
}

function useFinish(): (ids: string[]) => void {
  const t = useText();
  const [done] = api.useNotificationDoneMutation();
  return (ids) => {
    done({ ids })
      .unwrap()
      .catch((error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }));
  };
}

function Rows({
  onOpenConversation,
  onAccounts,
  onFinish,
}: NotificationCentreProps & { onFinish: (ids: string[]) => void }) {
  const t = useText();
  const page = api.useNotificationPageQuery({ limit: PAGE });
  const focused = useRef<string | null>(null);
  useCommand('centre.done', () => {
    if (focused.current === null) return false;
    onFinish([focused.current]);
    return true;
  });
  if (!page.data)
    return page.error ? (
      <ErrorState what={t('ui.failedWhat')} onRetry={() => void page.refetch()} />
    ) : (
      <Waiting shape={<SkeletonRows count={5} height="56px" />} />
    );
  const { rows } = page.data;
  if (rows.length === 0)
    return (
      <EmptyState icon={<Bell size={20} aria-hidden />} title={t('notice.empty')}>
        {t('notice.emptyHint')}
      </EmptyState>
    );
  const groups = [rows.filter((row) => !row.isDone), rows.filter((row) => row.isDone)];
  return (
    <div
      data-place="centre"
      onFocus={(event) => {
        focused.current =
          event.target.closest('[data-id]')?.getAttribute('data-id') ?? focused.current;
      }}
    >
      {groups.map((group, index) => (
        <section key={index}>
          {index === 1 && group.length > 0 && (
            <h3 className={styles.title}>{t('notice.earlier')}</h3>
          )}
          {index === 0 && group.length === 0 && <p className={styles.none}>{t('notice.empty')}</p>}
          <ul aria-label={t(index === 0 ? 'notice.list' : 'notice.earlier')}>
            {group.map((row) => (
              <Line
                key={row.id}
                row={row}
                onOpen={() => {
                  if (row.conversationId !== null) onOpenConversation(row.conversationId);
                  else if (row.kind === 'account-trouble') onAccounts();
                  if (!row.isDone) onFinish([row.id]);
                }}
                onFinish={() => onFinish([row.id])}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  row: NotificationRow;
  onOpen: () => void;
  onFinish: () => void;
}

function Line({ row, onOpen, onFinish }: LineProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const Icon = icons[row.kind];
  const detail = detailOf(t, row);
  return (
    <li className={styles.line} data-id={row.id} data-done={row.isDone} data-kind={row.kind}>
      <button type="button" className={styles.face} onClick={onOpen}>
        <Icon size={16} aria-hidden />
        <span className={styles.words}>
          <span className={styles.head}>
            <strong>{headline(t, row)}</strong>
            {row.count > 1 && (
              <span className="num">{t('notice.times', { count: row.count })}</span>
            )}
          </span>
          {detail !== '' && <span className={styles.detail}>{detail}</span>}
          <span className={styles.when}>
            {row.conversationNumber !== null && (
              <span className="id">#{row.conversationNumber}</span>
            )}
            <time dateTime={new Date(row.at).toISOString()} title={exactTime(row.at)}>
              {listTime(row.at, now, language)}
            </time>
          </span>
        </span>
      </button>
      {!row.isDone && (
        <IconButton
          size="small"
          label={t('notice.done')}
          icon={<Check size={14} aria-hidden />}
          onPress={onFinish}
        />
      )}
    </li>
  );
}
