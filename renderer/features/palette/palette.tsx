/* oxlint-disable jsx-a11y/prefer-tag-over-role -- options with several parts have no tag of their own */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { CornerDownLeft, Search, SquareTerminal, UserRound } from 'lucide-react';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeyText, useRunCommand } from '#renderer/keys/command-provider.tsx';
import { announce } from '#renderer/ui/announcer.ts';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { isImeKey } from '#renderer/ui/ime.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Spinner } from '#renderer/ui/spinner.tsx';
import { Spotlight } from '#renderer/ui/spotlight.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useChoices, useRecent, type Choice } from './use-choices.ts';
import styles from './palette.module.css';

export interface PaletteProps {
  isOpen: boolean;
  onClose: () => void;
  onOpenConversation: (id: ConversationId) => void;
  /** Somebody who has not written yet. */
  onOpenContact: (id: ContactId) => void;
  /** Goes to the search screen with this text. */
  onSearch: (text: string) => void;
}

/** One box for people, numbers, conversations and commands. */
export function Palette(props: PaletteProps) {
  const t = useText();
  return (
    <Spotlight isOpen={props.isOpen} onClose={props.onClose} label={t('palette.title')}>
      <PaletteBody {...props} />
    </Spotlight>
  );
}

function PaletteBody({ onClose, onOpenConversation, onOpenContact, onSearch }: PaletteProps) {
  const t = useText();
  const run = useRunCommand();
  const { engine } = useBridge();
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const [at, setAt] = useState(0);
  const [recent, remember] = useRecent();
  const { groups, isLooking, hasFailed } = useChoices(text, settled, recent);
  const choices = groups.flatMap((group) => group.choices);
  const index = Math.max(0, Math.min(at, choices.length - 1));
  const listId = useId();

  useEffect(() => {
    if (settled !== '' && !isLooking)
      announce(t('palette.found', { count: choices.length }), { group: 'palette' });
  }, [settled, isLooking, choices.length, t]);

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    // The dialog gives the focus back first; what runs next may move it on.
    setTimeout(() => {
      switch (choice.kind) {
        case 'command':
          remember(choice.id);
          run(choice.id);
          break;
        case 'conversation':
          onOpenConversation(choice.id);
          break;
        case 'person':
          void engine.contact
            .conversations({ contactId: choice.id, limit: 1 })
            .then(([newest]) => {
              if (newest) onOpenConversation(newest.id);
              else onOpenContact(choice.id);
            })
            .catch(() => showToast({ text: t('palette.failed'), tone: 'warning' }));
          break;
        case 'search':
          onSearch(choice.text);
          break;
      }
    }, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isImeKey(event)) return;
    const last = choices.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: index === last ? 0 : index + 1,
      ArrowUp: index === 0 ? last : index - 1,
      PageDown: Math.min(last, index + 8),
      PageUp: Math.max(0, index - 8),
    };
    const next = steps[event.key];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === 'Enter') take(choices[index]);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.box}>
        <SearchField
          label={t('app.palette')}
          clearLabel={t('ui.clear')}
          value={text}
          onChange={(next) => {
            setText(next);
            setAt(0);
          }}
          onSettle={setSettled}
          onKeyDown={onKeyDown}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
          autoFocus
          steers={{ listId, optionId: choices[index] ? `${listId}-${index}` : undefined }}
          end={isLooking ? <Spinner size={14} /> : undefined}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('palette.results')} className={styles.list}>
        <Groups groups={groups} index={index} listId={listId} onPoint={setAt} onTake={take} />
        {choices.length === 0 && !isLooking && (
          <div className={styles.nothing}>
            <p>{t('palette.nothing')}</p>
            <p>{t('palette.nothingHint')}</p>
          </div>
        )}
      </div>
      {hasFailed && <output className={styles.failed}>{t('palette.failed')}</output>}
      <Foot />
    </>
  );
}

interface GroupsProps {
  groups: ReturnType<typeof useChoices>['groups'];
  index: number;
  listId: string;
  onPoint: (index: number) => void;
  onTake: (choice: Choice) => void;
}

function Groups({ groups, index, listId, onPoint, onTake }: GroupsProps) {
  const t = useText();
  const positions = new Map(
    groups.flatMap((group) => group.choices).map((choice, position) => [choice.key, position]),
  );
  return groups.map((group) => (
    <div key={group.title} role="group" aria-label={t(group.title)}>
      <div className={styles.title} aria-hidden>
        {t(group.title)}
      </div>
      {group.choices.map((choice) => {
        const position = positions.get(choice.key) ?? 0;
        return (
          <Row
            key={choice.key}
            id={`${listId}-${position}`}
            choice={choice}
            isAt={position === index}
            onPoint={() => onPoint(position)}
            onTake={() => onTake(choice)}
          />
        );
      })}
    </div>
  ));
}

interface RowProps {
  id: string;
  choice: Choice;
  isAt: boolean;
  onPoint: () => void;
  onTake: () => void;
}

function Row({ id, choice, isAt, onPoint, onTake }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAt) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the box above owns the keys
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isAt}
      tabIndex={-1}
      className={styles.row}
      onPointerMove={onPoint}
      onClick={onTake}
    >
      <RowFace choice={choice} />
    </div>
  );
}

function RowFace({ choice }: { choice: Choice }) {
  const t = useText();
  const keyText = useKeyText();
  switch (choice.kind) {
    case 'command': {
      const keys = keyText(choice.id);
      return (
        <>
          <SquareTerminal {...iconLook} />
          <span className={styles.label}>{choice.label}</span>
          {keys !== '' && <Kbd>{keys}</Kbd>}
        </>
      );
    }
    case 'conversation': {
      const { row } = choice;
      return (
        <>
          <ChannelIcon channel={row.channel} label={t(`words.channel.${row.channel}`)} />
          <span className={styles.label}>
            {row.contactName ?? row.address}
            {row.subject !== null && <span className={styles.note}>{row.subject}</span>}
          </span>
          <span className={styles.note}>{t(`words.status.${row.status}`)}</span>
          <span className="id">#{row.number}</span>
        </>
      );
    }
    case 'person':
      return (
        <>
          <UserRound {...iconLook} />
          <span className={styles.label}>
            {choice.name ?? choice.address}
            {choice.name !== null && <span className={styles.note}>{choice.address}</span>}
          </span>
        </>
      );
    case 'search':
      return (
        <>
          <Search {...iconLook} />
          <span className={styles.label}>{t('palette.searchFor', { text: choice.text })}</span>
          <CornerDownLeft {...iconLook} />
        </>
      );
  }
}

function Foot() {
  const t = useText();
  return (
    <div className={styles.foot}>
      <span>
        <Kbd>↑ ↓</Kbd> {t('palette.foot.move')}
      </span>
      <span>
        <Kbd>Enter</Kbd> {t('palette.foot.run')}
      </span>
      <span>
        <Kbd>Esc</Kbd> {t('palette.foot.close')}
      </span>
      <span className={styles.signs}>
        <span>
          <Kbd>{'>'}</Kbd> {t('palette.foot.command')}
        </span>
        <span>
          <Kbd>#</Kbd> {t('palette.foot.number')}
        </span>
        <span>
          <Kbd>@</Kbd> {t('palette.foot.person')}
        </span>
      </span>
    </div>
  );
}
