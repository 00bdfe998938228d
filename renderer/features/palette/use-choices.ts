import { useMemo, useState } from 'react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText, type TextKey } from '#renderer/i18n/text.ts';
import { useRunnable } from '#renderer/keys/command-provider.tsx';
import { commandOf, type CommandId } from '#renderer/keys/commands.ts';
import { rank, scopeOf } from './match.ts';

export type Choice =
  | { kind: 'command'; key: string; id: CommandId; label: string }
  | { kind: 'conversation'; key: string; id: ConversationId; row: ConversationRow }
  | { kind: 'person'; key: string; id: ContactId; name: string | null; address: string }
  | { kind: 'search'; key: string; text: string };
export interface ChoiceGroup {
  title: TextKey;
  choices: Choice[];
}
export interface Choices {
  groups: ChoiceGroup[];
  /** The desk is still looking. */
  isLooking: boolean;
  hasFailed: boolean;
}

const RECENT = 4;
const MOST_COMMANDS = 8;
const inContext = new Set(['conversation', 'timeline', 'composer']);

/** What the palette offers for a text: recent first, then what is open, then everything else. */
export function useChoices(text: string, settled: string, recent: readonly CommandId[]): Choices {
  const t = useText();
  const runnable = useRunnable();
  const { scope, needle } = scopeOf(text);
  const wanted = scopeOf(settled);
  const asks = wanted.needle !== '' && wanted.scope !== 'commands';
  const quick = api.useSearchQuickQuery({ text: wanted.needle }, { skip: !asks });
  const found = asks ? quick.currentData : undefined;

  const commands = useMemo(() => {
    const offered = runnable.map(commandOf).filter(({ isHidden = false }) => !isHidden);
    const ranked = rank(needle, offered, (command) => ({
      label: t(command.label),
      synonyms: command.synonyms ?? [],
    }));
    return ranked.map((command) => ({
      kind: 'command' as const,
      key: `command ${command.id}`,
      id: command.id,
      label: t(command.label),
      isInContext: inContext.has(command.group),
    }));
  }, [needle, runnable, t]);

  const groups: ChoiceGroup[] = [];
  const add = (title: TextKey, choices: Choice[]) => {
    if (choices.length > 0) groups.push({ title, choices });
  };
  if (scope === 'all' || scope === 'commands') {
    if (needle === '') {
      const used = new Set(recent.slice(0, RECENT));
      add(
        'palette.group.recent',
        recent.slice(0, RECENT).flatMap((id) => commands.find((one) => one.id === id) ?? []),
      );
      add(
        'palette.group.context',
        commands.filter((one) => one.isInContext && !used.has(one.id)),
      );
      add(
        'palette.group.commands',
        commands.filter((one) => !one.isInContext && !used.has(one.id)),
      );
    } else add('palette.group.commands', commands.slice(0, MOST_COMMANDS));
  }
  if (scope === 'all' || scope === 'numbers')
    add(
      'palette.group.conversations',
      (found?.conversations ?? []).map((row) => ({
        kind: 'conversation',
        key: `conversation ${row.id}`,
        id: row.id,
        row,
      })),
    );
  if (scope === 'all' || scope === 'people')
    add(
      'palette.group.people',
      (found?.contacts ?? []).map(({ contactId, name, address }) => ({
        kind: 'person',
        key: `person ${contactId}`,
        id: contactId,
        name,
        address,
      })),
    );
  if (needle !== '' && scope !== 'commands')
    add('palette.group.search', [{ kind: 'search', key: 'search', text: needle }]);
  return {
    groups,
    isLooking: asks && quick.isFetching,
    hasFailed: asks && quick.isError,
  };
}

const KEPT = 'kefu.palette.recent';
const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function readRecent(): CommandId[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return isList(kept) ? (kept as CommandId[]) : [];
  } catch {
    // What was used last is a convenience; without storage there is none.
    return [];
  }
}

/** Commands run from the palette, newest first, kept on this screen. */
export function useRecent(): [readonly CommandId[], (id: CommandId) => void] {
  const [recent, setRecent] = useState(readRecent);
  const remember = (id: CommandId) => {
    const next = [id, ...recent.filter((one) => one !== id)].slice(0, 8);
    setRecent(next);
    try {
      localStorage.setItem(KEPT, JSON.stringify(next));
    } catch {
      // Kept for this window alone.
    }
  };
  return [recent, remember];
}
