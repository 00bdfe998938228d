import { useRef, useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './acts.module.css';

interface TagDialogProps {
  isOpen: boolean;
  onClose: () => void;
  tags: readonly string[];
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
}

export function TagDialog({ isOpen, onClose, ...body }: TagDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.tag.title')} width="narrow">
      <TagBody {...body} />
    </Dialog>
  );
}

function TagBody({ tags, onAdd, onRemove }: Omit<TagDialogProps, 'isOpen' | 'onClose'>) {
  const t = useText();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { data: views } = api.useInboxViewsQuery();
  const wanted = text.trim().toLowerCase();
  const known = (views?.tags ?? [])
    .map((one) => one.view)
    .filter((tag) => !tags.includes(tag) && tag.toLowerCase().includes(wanted))
    .slice(0, 20);
  // What was pressed goes away: the focus must not go with it, or Esc would reach nobody.
  const add = (tag: string) => {
    onAdd(tag);
    setText('');
    field.current?.focus();
  };
  const remove = (tag: string) => {
    onRemove(tag);
    field.current?.focus();
  };
  return (
    <>
      <TextField
        aria-label={t('app.tag.new')}
        placeholder={t('app.tag.new')}
        value={text}
        onChange={setText}
        inputRef={field}
        maxLength={60}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event.nativeEvent) || wanted === '') {
            // React Aria stops here what is not passed on: Esc must reach the dialog.
            event.continuePropagation();
            return;
          }
          event.preventDefault();
          add(text.trim());
        }}
      />
      <div className={styles.tags}>
        {tags.map((tag) => (
          <Chip
            key={tag}
            tone="pu"
            removeLabel={t('app.tag.remove', { tag })}
            onRemove={() => remove(tag)}
          >
            {tag}
          </Chip>
        ))}
      </div>
      {known.length > 0 && (
        <>
          <p className={styles.hint}>{t('app.tag.known')}</p>
          <div className={styles.tags}>
            {known.map((tag) => (
              <button key={tag} type="button" className={styles.tag} onClick={() => add(tag)}>
                {tag}
              </button>
            ))}
          </div>
        </>
      )}
    </>
  );
}
