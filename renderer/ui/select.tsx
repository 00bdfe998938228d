import type { ReactNode } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { cx } from './class-names.ts';
import { FieldFoot, FieldLabel } from './text-field.tsx';
import styles from './field.module.css';
import menu from './menu.module.css';

export interface Option<T extends string = string> {
  id: T;
  label: string;
  note?: string | undefined;
  icon?: ReactNode;
}

export interface SelectProps<T extends string> {
  /** Visible; give `ariaLabel` instead when the place names it. */
  label?: ReactNode;
  ariaLabel?: string;
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  placeholder?: string;
  hint?: ReactNode;
  error?: ReactNode;
  isDisabled?: boolean;
  /** Without an edge, for bars. */
  isQuiet?: boolean;
  className?: string | undefined;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, ariaLabel, value, options, onChange, placeholder, isQuiet = false } = props;
  return (
    <AriaSelect
      {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key) as T);
      }}
      placeholder={placeholder ?? '–'}
      isDisabled={props.isDisabled === true}
      className={cx(styles.field, isQuiet && styles.quiet, props.className)}
    >
      <FieldLabel label={label} isRequired={false} />
      <AriaButton className={styles.trigger ?? ''}>
        <SelectValue className={styles.value ?? ''} />
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <FieldFoot hint={props.hint} error={props.error} />
      <Popover offset={4} className={menu.popover ?? ''}>
        <ListBox items={options} className={menu.menu ?? ''}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={menu.item ?? ''}>
      {option.icon !== undefined && <span className={menu.icon}>{option.icon}</span>}
      <span className={menu.text}>
        {option.label}
        {option.note !== undefined && <span className={menu.note}>{option.note}</span>}
      </span>
      <Check size={14} className={menu.mark ?? ''} aria-hidden />
    </ListBoxItem>
  );
}
