import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Input,
  ListBox,
  Popover,
} from 'react-aria-components';
import { cx } from './class-names.ts';
import { FieldFoot, FieldLabel } from './text-field.tsx';
import { OptionRow, type Option } from './select.tsx';
import styles from './field.module.css';
import menu from './menu.module.css';

export interface ComboBoxProps {
  label?: ReactNode;
  ariaLabel?: string;
  /** Spoken name of the arrow. */
  openLabel: string;
  options: readonly Option[];
  inputValue?: string;
  onInput?: (text: string) => void;
  value?: string | null;
  onChoose: (id: string | null) => void;
  placeholder?: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** Text that is no option may stay. */
  isFree?: boolean;
  className?: string | undefined;
}

/** A box with suggestions. A composing Enter never chooses. */
export function ComboBox(props: ComboBoxProps) {
  const { label, ariaLabel, options, value, inputValue, onInput, onChoose } = props;
  return (
    <AriaComboBox
      {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      {...(value === undefined ? {} : { value })}
      {...(inputValue === undefined ? {} : { inputValue })}
      {...(onInput === undefined ? {} : { onInputChange: onInput })}
      onChange={(key) => onChoose(key === null ? null : String(key))}
      allowsCustomValue={props.isFree === true}
      menuTrigger="input"
      defaultItems={options}
      className={cx(styles.field, props.className)}
    >
      <FieldLabel label={label} isRequired={false} />
      <div className={styles.with}>
        <Input className={styles.input ?? ''} placeholder={props.placeholder ?? ''} />
        <span className={styles.end}>
          <AriaButton className={styles.clear ?? ''} aria-label={props.openLabel}>
            <ChevronDown size={14} aria-hidden />
          </AriaButton>
        </span>
      </div>
      <FieldFoot hint={props.hint} error={props.error} />
      <Popover offset={4} className={menu.popover ?? ''}>
        <ListBox<Option> className={menu.menu ?? ''}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
