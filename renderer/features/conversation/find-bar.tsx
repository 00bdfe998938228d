import { useEffect, useState } from 'react';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import styles from './find-bar.module.css';

interface FindBarProps {
  conversationId: ConversationId;
  onClose: () => void;
  onFound: (seq: number) => void;
}

/** Find in this conversation: Enter goes on, Shift+Enter back, Esc closes. */
export function FindBar({ conversationId, onClose, onFound }: FindBarProps) {
  const t = useText();
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const [at, setAt] = useState(0);
  const { data = [], isFetching } = api.useConversationFindQuery(
    { conversationId, text: settled },
    { skip: settled.trim() === '' },
  );
  const hits = settled.trim() === '' ? [] : data;
  const found = hits[at]?.seq;
  useEffect(() => {
    if (found !== undefined) onFound(found);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new hit moves the timeline
  }, [found]);
  const step = (by: number) => {
    if (hits.length > 0) setAt((at + by + hits.length) % hits.length);
  };
  return (
    <search className={styles.bar}>
      <SearchField
        label={t('conversation.find.label')}
        clearLabel={t('ui.clear')}
        value={text}
        onChange={setText}
        onSettle={(value) => {
          setSettled(value);
          setAt(0);
        }}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus
        onKeyDown={(event) => {
          if (isImeKey(event)) return;
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <output className={styles.count}>
        {settled.trim() !== '' &&
          !isFetching &&
          (hits.length > 0
            ? t('conversation.find.count', { at: at + 1, count: hits.length })
            : t('conversation.find.none'))}
      </output>
      <IconButton
        kind="quiet"
        size="small"
        label={t('conversation.find.previous')}
        icon={<ChevronUp size={16} aria-hidden />}
        onPress={() => step(-1)}
      />
      <IconButton
        kind="quiet"
        size="small"
        label={t('conversation.find.next')}
        icon={<ChevronDown size={16} aria-hidden />}
        onPress={() => step(1)}
      />
      <IconButton
        kind="quiet"
        size="small"
        label={t('ui.close')}
        icon={<X size={16} aria-hidden />}
        onPress={onClose}
      />
    </search>
  );
}
