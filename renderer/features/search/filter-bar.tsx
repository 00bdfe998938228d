import { ListFilter } from 'lucide-react';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import { withFilter, withoutFilter, type Reading, type TypedFilter } from './query.ts';
import styles from './search-screen.module.css';

export interface FilterBarProps {
  typed: string;
  reading: Reading;
  now: number;
  onType: (typed: string) => void;
}

const statuses = ['open', 'pending', 'snoozed', 'resolved'] as const;
/** Channels a desk can have today. */
const channels = channelKind.options.slice(0, 2);

/** Filters as chips; every chip is a word of the box. */
export function FilterBar({ typed, reading, now, onType }: FilterBarProps) {
  const t = useText();
  const language = useLanguage();
  const isChinese = language === 'zh-CN';
  const entries: MenuEntry[] = [
    {
      title: t('search.add.what'),
      choices: [
        { id: 'from', label: t('search.add.from') },
        { id: 'subject', label: t('search.add.subject') },
        { id: 'has', label: t('search.filter.hasAttachment') },
      ],
    },
    {
      title: t('search.filter.status'),
      choices: statuses.map((id) => ({ id: `status ${id}`, label: t(`words.status.${id}`) })),
    },
    {
      title: t('search.filter.channel'),
      choices: channels.map((id) => ({ id: `channel ${id}`, label: t(`words.channel.${id}`) })),
    },
    {
      title: t('search.add.when'),
      choices: [
        { id: 'after 7', label: t('search.add.week') },
        { id: 'after 30', label: t('search.add.month') },
      ],
    },
  ];
  const choose = (id: string) => {
    const [kind = '', value = ''] = id.split(' ');
    const add = (name: Parameters<typeof withFilter>[1], words: string) =>
      onType(withFilter(typed, name, words, now));
    if (kind === 'from') onType(`${typed.trim()} ${isChinese ? '来自:' : 'from:'}`.trimStart());
    if (kind === 'subject')
      onType(`${typed.trim()} ${isChinese ? '主题:' : 'subject:'}`.trimStart());
    if (kind === 'has') add('hasAttachment', isChinese ? '含:附件' : 'has:attachment');
    if (kind === 'status')
      add(
        'status',
        isChinese
          ? `状态:${t(`words.status.${value as (typeof statuses)[number]}`)}`
          : `in:${value}`,
      );
    if (kind === 'channel')
      add('channel', isChinese ? `渠道:${value === 'email' ? '邮件' : '网页聊天'}` : `in:${value}`);
    if (kind === 'after') add('sinceAt', isChinese ? `之后:${value}天` : `after:${value}d`);
  };
  return (
    <div className={styles.filters}>
      <Menu entries={entries} onChoose={choose}>
        <Button size="small" icon={<ListFilter {...iconLook} size={14} />}>
          {t('search.addFilter')}
        </Button>
      </Menu>
      {reading.filters.map((filter) => (
        <FilterChip
          key={filter.words}
          filter={filter}
          reading={reading}
          onRemove={() => onType(withoutFilter(typed, filter))}
        />
      ))}
      {reading.filters.length > 1 && (
        <Button size="small" kind="quiet" onPress={() => onType(reading.query.text)}>
          {t('search.clearFilters')}
        </Button>
      )}
      {reading.unread.length > 0 && (
        <output className={styles.unread}>
          {t('search.unread', { words: reading.unread.join(' ') })}
        </output>
      )}
    </div>
  );
}

interface FilterChipProps {
  filter: TypedFilter;
  reading: Reading;
  onRemove: () => void;
}

function FilterChip({ filter, reading, onRemove }: FilterChipProps) {
  const t = useText();
  const { status, channel } = reading.query;
  const label = (): string => {
    switch (filter.name) {
      case 'status':
        return status ? t(`words.status.${status}`) : '';
      case 'channel':
        return channel ? t(`words.channel.${channel}`) : '';
      case 'hasAttachment':
        return t('search.filter.hasAttachment');
      case 'from':
      case 'subject':
        return t(`search.filter.${filter.name}`, { value: filter.value });
      case 'sinceAt':
      case 'untilAt':
        return t(`search.filter.${filter.name}`, { value: dayText(reading.query[filter.name]) });
    }
  };
  const text = label();
  return (
    <Chip tone="ac" onRemove={onRemove} removeLabel={t('search.removeFilter', { filter: text })}>
      {text}
    </Chip>
  );
}

function dayText(at: number | undefined): string {
  const date = new Date(at ?? 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
