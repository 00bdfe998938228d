import {
  AlarmClock,
  ArrowDownUp,
  CircleCheck,
  Filter,
  Flag,
  Hourglass,
  Tag,
  UserRound,
  X,
} from 'lucide-react';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import type { SortName } from '#shared/contract/views.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { type TextKey, useText } from '#renderer/i18n/text.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { go, type InboxPlace } from './place.ts';
import styles from './list-head.module.css';

const sorts: readonly SortName[] = ['newest', 'oldest', 'priority', 'waiting'];
const bulkActs: readonly { act: RowAct; label: TextKey; icon: typeof Tag }[] = [
  { act: 'assign', label: 'app.act.assign', icon: UserRound },
  { act: 'snooze', label: 'app.act.snooze', icon: AlarmClock },
  { act: 'wait', label: 'app.act.wait', icon: Hourglass },
  { act: 'priority', label: 'app.act.priority', icon: Flag },
  { act: 'tag', label: 'app.act.tag', icon: Tag },
  { act: 'resolve', label: 'app.act.resolve', icon: CircleCheck },
];

interface ListHeadProps {
  place: InboxPlace;
  sort: SortName;
  onSort: (sort: SortName) => void;
  total: number;
  selected: number;
  onAct: (act: RowAct) => void;
  onCancel: () => void;
  onSelectAll: () => void;
}

/** What the list shows, in which order, narrowed by what; while rows are ticked, what to do with them. */
export function ListHead(props: ListHeadProps) {
  const t = useText();
  const { place, sort, onSort, total, selected } = props;
  if (selected > 0) return <BulkBar {...props} />;
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        <h2 className={styles.title}>{t(`inbox.view.${place.view}`)}</h2>
        <span className={styles.total}>{total}</span>
        <span className={styles.gap} />
        <FilterMenu place={place} />
        <Menu
          placement="bottom end"
          entries={sorts.map((one) => ({
            id: one,
            label: t(`inbox.sort.${one}`),
            isChecked: one === sort,
          }))}
          onChoose={(id) => {
            const next = sorts.find((one) => one === id);
            if (next) onSort(next);
          }}
        >
          <IconButton
            kind="quiet"
            size="small"
            label={t('inbox.sort.label', { sort: t(`inbox.sort.${sort}`) })}
            icon={<ArrowDownUp {...iconLook} />}
          />
        </Menu>
      </div>
      <FilterChips place={place} />
    </div>
  );
}

function FilterMenu({ place }: { place: InboxPlace }) {
  const t = useText();
  const { filter } = place;
  return (
    <Menu
      placement="bottom end"
      entries={[
        { id: 'unread', label: t('inbox.filter.unread'), isChecked: filter.isUnread === true },
        {
          title: t('inbox.filter.channel'),
          choices: (['webchat', 'email'] as const).map((channel) => ({
            id: `channel ${channel}`,
            label: t(`words.channel.${channel}`),
            isChecked: filter.channel === channel,
          })),
        },
      ]}
      onChoose={(id) => {
        const { isUnread, channel, ...rest } = filter;
        if (id === 'unread')
          go({
            ...place,
            filter: {
              ...rest,
              ...(channel === undefined ? {} : { channel }),
              ...(isUnread ? {} : { isUnread: true }),
            },
          });
        const next = channelKind.safeParse(id.replace('channel ', ''));
        if (next.success)
          go({
            ...place,
            filter: {
              ...rest,
              ...(isUnread ? { isUnread } : {}),
              ...(next.data === channel ? {} : { channel: next.data }),
            },
          });
      }}
    >
      <IconButton
        kind="quiet"
        size="small"
        label={t('inbox.filter')}
        icon={<Filter {...iconLook} />}
      />
    </Menu>
  );
}

function FilterChips({ place }: { place: InboxPlace }) {
  const t = useText();
  const { filter } = place;
  const without = (name: keyof typeof filter) => {
    const { [name]: _gone, ...rest } = filter;
    go({ ...place, filter: rest });
  };
  const chips = [
    ...(filter.isUnread ? [{ name: 'isUnread' as const, label: t('inbox.filter.unread') }] : []),
    ...(filter.channel === undefined
      ? []
      : [{ name: 'channel' as const, label: t(`words.channel.${filter.channel}`) }]),
    ...(filter.tag === undefined ? [] : [{ name: 'tag' as const, label: filter.tag }]),
  ];
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map((chip) => (
        <Chip
          key={chip.name}
          tone="ac"
          removeLabel={t('inbox.filter.remove', { name: chip.label })}
          onRemove={() => without(chip.name)}
        >
          {chip.label}
        </Chip>
      ))}
    </div>
  );
}

function BulkBar({ selected, onAct, onCancel, onSelectAll }: ListHeadProps) {
  const t = useText();
  return (
    <div className={styles.head}>
      <div
        className={styles.line}
        role="toolbar"
        aria-label={t('inbox.bulk.count', { count: selected })}
      >
        <button type="button" className={styles.selected} onClick={onSelectAll}>
          {t('inbox.bulk.count', { count: selected })}
        </button>
        <span className={styles.gap} />
        {bulkActs.map(({ act, label, icon: Icon }) => (
          <IconButton
            key={act}
            kind="quiet"
            size="small"
            label={t(label)}
            icon={<Icon {...iconLook} />}
            onPress={() => onAct(act)}
          />
        ))}
        <IconButton
          kind="quiet"
          size="small"
          label={t('inbox.bulk.cancel')}
          icon={<X {...iconLook} />}
          onPress={onCancel}
        />
      </div>
    </div>
  );
}
