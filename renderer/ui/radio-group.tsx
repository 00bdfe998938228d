import type { ReactNode } from 'react';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import { cx } from './class-names.ts';
import { FieldFoot, FieldLabel } from './text-field.tsx';
import type { Option } from './select.tsx';
import field from './field.module.css';
import styles from './choice.module.css';

export interface RadioGroupProps<T extends string> {
  label?: ReactNode;
  ariaLabel?: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  /** `segments` draws one bar of exclusive choices. */
  look?: 'list' | 'row' | 'segments';
  isDisabled?: boolean;
}

export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, ariaLabel, value, options, onChange, look = 'list' } = props;
  return (
    <AriaRadioGroup
      {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      value={value}
      onChange={(next) => onChange(next as T)}
      isDisabled={props.isDisabled === true}
      className={field.field ?? ''}
      orientation={look === 'list' ? 'vertical' : 'horizontal'}
    >
      <FieldLabel label={label} isRequired={false} />
      <div className={cx(styles.group, styles[look])}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            className={cx(look === 'segments' ? styles.segment : styles.choice)}
          >
            {look !== 'segments' && <span className={styles.dot} />}
            {option.icon}
            <span className={styles.words}>
              {option.label}
              {option.note !== undefined && <span className={styles.hint}>{option.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldFoot hint={props.hint} error={undefined} />
    </AriaRadioGroup>
  );
}
