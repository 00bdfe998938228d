import { useState } from 'react';
import type { ConversationDetail, TimelineEntry } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand, useKeyText, useRegion } from '#renderer/keys/command-provider.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ChatFace } from './chat-face.tsx';
import { MailFace } from './mail-face.tsx';
import { NoteFace } from './note-face.tsx';
import type { ReplyKind } from './reply-rules.ts';
import styles from './composer.module.css';

interface ComposerProps {
  conversation: ConversationDetail;
  entries: readonly TimelineEntry[];
}

/** Where one answers the customer or tells colleagues. */
export function Composer({ conversation, entries }: ComposerProps) {
  const t = useText();
  const keyText = useKeyText();
  const region = useRegion('composer', 50);
  const [face, setFace] = useState<'reply' | 'note'>('reply');
  const [kind, setKind] = useState<{ kind: ReplyKind; turn: number } | null>(null);
  const [turn, setTurn] = useState(0);
  const isMail = conversation.channel === 'email';
  const toFace = (next: 'reply' | 'note', nextKind: ReplyKind | null = null) => {
    setFace(next);
    if (nextKind !== null) setKind({ kind: nextKind, turn: turn + 1 });
    setTurn(turn + 1);
    setTimeout(focusComposer, 60);
  };
  useCommand('conversation.reply', () => toFace('reply', isMail ? 'reply' : null));
  useCommand('conversation.reply-all', () => toFace('reply', 'reply-all'), { enabled: isMail });
  useCommand('conversation.forward', () => toFace('reply', 'forward'), { enabled: isMail });
  useCommand('conversation.note', () => toFace('note'));
  if (conversation.mergedInto !== null)
    return <Banner tone="ne">{t('composer.closed.merged')}</Banner>;
  const label = (text: string, key: string) => (key === '' ? text : `${text} ${key}`);
  return (
    <div ref={region} className={styles.composer} data-place="composer" data-face={face}>
      <Tabs
        ariaLabel={t('composer.faces')}
        look="pill"
        items={[
          { id: 'reply', label: label(t('composer.reply'), keyText('conversation.reply')) },
          { id: 'note', label: label(t('composer.note'), keyText('conversation.note')) },
        ]}
        value={face}
        onChange={(next) => toFace(next)}
      />
      {face === 'note' && <NoteFace conversation={conversation} entries={entries} />}
      {face === 'reply' &&
        (isMail ? (
          <MailFace
            key={kind?.turn ?? 0}
            conversation={conversation}
            entries={entries}
            asked={kind?.kind ?? null}
          />
        ) : (
          <ChatFace conversation={conversation} entries={entries} />
        ))}
    </div>
  );
}

const focusComposer = () =>
  document
    .querySelector<HTMLElement>('[data-place="composer"] :is(textarea, [contenteditable="true"])')
    ?.focus();
