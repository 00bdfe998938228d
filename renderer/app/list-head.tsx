import type { ReactNode } from 'react';
import {
  AlarmClock,
  ArrowDownUp,
  CircleCheck,
  Filter,
  Flag,
  Hourglass,
  SquarePen,
  Tag,
  UserRound,
  X,
} from 'lucide-react';
import type { InboxFilter, SortName } from '#shared/contract/views.ts';
import { useSelector } from 'react-redux';
import { selectConnection } from '#renderer/bridge/connection-slice.ts';
import { api } from '#renderer/bridge/api.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { type TextKey, useText } from '#renderer/i18n/text.ts';
import { useKeyText, useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { clockTime } from '#renderer/ui/format/times.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { go, type InboxPlace } from './place.ts';
import styles from './list-head.module.css';

const sorts: readonly SortName[] = ['newest', 'oldest', 'priority', 'waiting'];
const channels = ['webchat', 'email'] as const;
const priorities = [3, 2, 1, 0] as const;
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
  /** What opens the views where they have no column; it carries the name then. */
  views: ReactNode;
  total: number;
  selected: number;
  onAct: (act: RowAct) => void;
  onCancel: () => void;
  onSelectAll: () => void;
}

/** What the list shows, in which order, narrowed by what; while rows are ticked, what to do with them. */
export function ListHead(props: ListHeadProps) {
  const t = useText();
  const { place, total, selected, views } = props;
  const { sort } = place;
  const connection = useSelector(selectConnection);
  const run = useRunCommand();
  const keyText = useKeyText();
  if (selected > 0) return <BulkBar {...props} />;
  return (
    <div className={styles.head}>
      <div className={styles.line}>
        <h2 className={styles.title}>{views ?? t(`inbox.view.${place.view}`)}</h2>
        <span className={styles.total}>{total}</span>
        {connection.phase === 'offline' && connection.answeredAt !== null && (
          <span className={styles.stamp}>
            {t('inbox.asOf', { time: clockTime(connection.answeredAt) })}
          </span>
        )}
        <span className={styles.gap} />
        <IconButton
          kind="quiet"
          size="small"
          label={t('app.nav.newMail')}
          keys={keyText('mail.compose')}
          icon={<SquarePen {...iconLook} />}
          onPress={() => run('mail.compose')}
        />
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
            if (next) go({ ...place, sort: next });
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

/** The filter with one value set, or without it when it was set already. */
function toggled<N extends keyof InboxFilter>(
  filter: InboxFilter,
  name: N,
  value: InboxFilter[N],
): InboxFilter {
  const { [name]: before, ...rest } = filter;
  return before === value ? rest : { ...rest, [name]: value };
}

function FilterMenu({ place }: { place: InboxPlace }) {
  const t = useText();
  const { filter } = place;
  const { data: agents = [] } = api.useAgentListQuery();
  const { data: brands = [] } = api.useBrandListQuery();
  const set = (next: InboxFilter) => go({ ...place, filter: next });
  return (
    <Menu
      placement="bottom end"
      entries={[
        { id: 'unread', label: t('inbox.filter.unread'), isChecked: filter.isUnread === true },
        {
          title: t('inbox.filter.channel'),
          choices: channels.map((channel) => ({
            id: `channel ${channel}`,
            label: t(`words.channel.${channel}`),
            isChecked: filter.channel === channel,
          })),
        },
        {
          title: t('inbox.filter.priority'),
          choices: priorities.map((priority) => ({
            id: `priority ${priority}`,
            label: t(`words.priority.${priority}`),
            isChecked: filter.priority === priority,
          })),
        },
        ...(brands.length > 1
          ? [
              {
                title: t('inbox.filter.brand'),
                choices: brands.map((brand) => ({
                  id: `brand ${brand.id}`,
                  label: brand.name,
                  isChecked: filter.brandId === brand.id,
                })),
              },
            ]
          : []),
        ...(agents.length > 1
          ? [
              {
                title: t('inbox.filter.assignee'),
                choices: agents.map((agent) => ({
                  id: `assignee ${agent.id}`,
                  label: agent.name,
                  isChecked: filter.assigneeId === agent.id,
                })),
              },
            ]
          : []),
      ]}
      onChoose={(id) => {
        const [name = '', value = ''] = id.split(' ');
        if (name === 'unread') set(toggled(filter, 'isUnread', true));
        const channel = channels.find((one) => one === value);
        if (name === 'channel' && channel) set(toggled(filter, 'channel', channel));
        const priority = priorities.find((one) => String(one) === value);
        if (name === 'priority' && priority !== undefined)
          set(toggled(filter, 'priority', priority));
        const brand = brands.find((one) => one.id === value);
        if (name === 'brand' && brand) set(toggled(filter, 'brandId', brand.id));
        const agent = agents.find((one) => one.id === value);
        if (name === 'assignee' && agent) set(toggled(filter, 'assigneeId', agent.id));
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
  const { data: agents = [] } = api.useAgentListQuery();
  const { data: brands = [] } = api.useBrandListQuery();
  const without = (name: keyof InboxFilter) => {
    const { [name]: _gone, ...rest } = filter;
    go({ ...place, filter: rest });
  };
  const labels: Record<keyof InboxFilter, string | undefined> = {
    isUnread: filter.isUnread ? t('inbox.filter.unread') : undefined,
    channel: filter.channel && t(`words.channel.${filter.channel}`),
    priority: filter.priority === undefined ? undefined : t(`words.priority.${filter.priority}`),
    tag: filter.tag,
    brandId: filter.brandId && brands.find((brand) => brand.id === filter.brandId)?.name,
    assigneeId: filter.assigneeId && agents.find((agent) => agent.id === filter.assigneeId)?.name,
    contactId: filter.contactId && t('inbox.filter.contact'),
  };
  const chips = (Object.keys(labels) as (keyof InboxFilter)[]).flatMap((name) => {
    const label = labels[name];
    return label === undefined ? [] : [{ name, label }];
  });
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
