import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Search, X } from 'lucide-react';
import { Button as AriaButton, Input, SearchField as AriaSearchField } from 'react-aria-components';
import { cx } from './class-names.ts';
import { isImeKey } from './ime.ts';
import styles from './field.module.css';

/** Long enough for an input method to hand over its text, short enough not to be felt. */
const SETTLE_MS = 120;

export interface SearchFieldProps {
  label: string;
  clearLabel: string;
  placeholder?: string;
  value: string;
  /** Every change, also of half-typed pinyin; for the box itself. */
  onChange: (text: string) => void;
  /** Text worth searching for: never while an input method composes. */
  onSettle?: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  inputRef?: Ref<HTMLInputElement>;
  end?: ReactNode;
  autoFocus?: boolean;
  className?: string | undefined;
  /** The box steers a list below it: which, and which of its options is chosen; none: there is no list. */
  steers?: { listId: string; optionId: string | undefined };
}

export function SearchField(props: SearchFieldProps) {
  const { label, clearLabel, placeholder, value, onChange, onSettle, onKeyDown, className } = props;
  const [isComposing, setComposing] = useState(false);
  useSettled(value, isComposing, onSettle);
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={cx(styles.field, styles.search, className)}
    >
      <div className={styles.with}>
        <Search size={15} aria-hidden />
        <Input
          className={styles.input ?? ''}
          placeholder={placeholder ?? label}
          {...(props.inputRef === undefined ? {} : { ref: props.inputRef })}
          {...(props.steers === undefined
            ? {}
            : {
                role: 'combobox',
                'aria-autocomplete': 'list',
                'aria-expanded': props.steers.optionId !== undefined,
                // A list without options is not on the page.
                'aria-controls':
                  props.steers.optionId === undefined ? undefined : props.steers.listId,
                'aria-activedescendant': props.steers.optionId,
              })}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- boxes that open on purpose
          autoFocus={props.autoFocus === true}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={(event) => {
            if (!isImeKey(event)) onKeyDown?.(event);
          }}
        />
        <span className={styles.end}>
          {props.end}
          <AriaButton className={styles.clear ?? ''} aria-label={clearLabel}>
            <X size={14} aria-hidden />
          </AriaButton>
        </span>
      </div>
    </AriaSearchField>
  );
}

function useSettled(
  value: string,
  isComposing: boolean,
  onSettle: ((text: string) => void) | undefined,
): void {
  const latest = useRef(onSettle);
  useEffect(() => {
    latest.current = onSettle;
  });
  useEffect(() => {
    if (isComposing) return undefined;
    const timer = setTimeout(() => latest.current?.(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value, isComposing]);
}
