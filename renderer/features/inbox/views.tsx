import {
  AlarmClock,
  AtSign,
  CircleCheck,
  Hourglass,
  Inbox,
  Layers,
  Tag,
  UserRound,
} from 'lucide-react';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import type { InboxFilter, ViewName } from '#shared/contract/views.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { iconLook } from '#renderer/ui/icon.ts';
import styles from './views.module.css';

export const viewOrder: readonly ViewName[] = [
  'mine',
  'unassigned',
  'all',
  'waiting',
  'snoozed',
  'mentions',
  'resolved',
];

const icons: Record<ViewName, typeof Inbox> = {
  mine: UserRound,
  unassigned: Inbox,
  all: Layers,
  waiting: Hourglass,
  snoozed: AlarmClock,
  mentions: AtSign,
  resolved: CircleCheck,
};

export interface ViewsProps {
  view: ViewName;
  filter: InboxFilter;
  onChoose: (view: ViewName, filter: InboxFilter) => void;
}

interface LineProps {
  icon: React.ReactNode;
  label: string;
  count: number;
  unread: number;
  isChosen: boolean;
  onChoose: () => void;
}

function Line({ icon, label, count, unread, isChosen, onChoose }: LineProps) {
  const t = useText();
  return (
    <li>
      <button
        type="button"
        className={cx(styles.line, isChosen && styles.chosen, unread > 0 && styles.unread)}
        aria-current={isChosen ? 'page' : undefined}
        aria-label={t('inbox.views.unread', { name: label, count, unread })}
        onClick={onChoose}
      >
        {icon}
        <span className={styles.label}>{label}</span>
        {count > 0 && (
          <span className={cx(styles.count, 'num')}>{count > 999 ? '999+' : count}</span>
        )}
      </button>
    </li>
  );
}

/** Views, channels and tags with their counts, as the engine keeps them. */
export function Views({ view, filter, onChoose }: ViewsProps) {
  const t = useText();
  const { data } = api.useInboxViewsQuery();
  const counts = new Map(data?.views.map((one) => [one.view, one]));
  const isPlain = filter.channel === undefined && filter.tag === undefined;
  const channels = (data?.channels ?? []).flatMap((one) => {
    const kind = channelKind.safeParse(one.view);
    return kind.success && one.count > 0 ? [{ ...one, channel: kind.data }] : [];
  });
  const tags = (data?.tags ?? []).filter((one) => one.count > 0).slice(0, 12);
  return (
    <div className={styles.views}>
      <ul>
        {viewOrder.map((name) => {
          const Icon = icons[name];
          return (
            <Line
              key={name}
              icon={<Icon {...iconLook} />}
              label={t(`inbox.view.${name}`)}
              count={counts.get(name)?.count ?? 0}
              unread={counts.get(name)?.unread ?? 0}
              isChosen={isPlain && name === view}
              onChoose={() => onChoose(name, {})}
            />
          );
        })}
      </ul>
      {channels.length > 0 && <h2 className={styles.title}>{t('inbox.channels')}</h2>}
      <ul>
        {channels.map((one) => (
          <Line
            key={one.channel}
            icon={<ChannelIcon channel={one.channel} />}
            label={t(`words.channel.${one.channel}`)}
            count={one.count}
            unread={one.unread}
            isChosen={filter.channel === one.channel}
            onChoose={() => onChoose('all', { channel: one.channel })}
          />
        ))}
      </ul>
      {tags.length > 0 && <h2 className={styles.title}>{t('inbox.tags')}</h2>}
      <ul>
        {tags.map((one) => (
          <Line
            key={one.view}
            icon={<Tag {...iconLook} />}
            label={one.view}
            count={one.count}
            unread={one.unread}
            isChosen={filter.tag === one.view}
            onChoose={() => onChoose('all', { tag: one.view })}
          />
        ))}
      </ul>
    </div>
  );
}
