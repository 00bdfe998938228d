import type { ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './field.module.css';

interface Common extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label?: ReactNode;
  hint?: ReactNode;
  /** Shown instead of the hint; marks the field as wrong. */
  error?: ReactNode;
  placeholder?: string;
  className?: string | undefined;
}
export interface TextFieldProps extends Common {
  isMono?: boolean;
  end?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    error,
    placeholder,
    className,
    isMono = false,
    end,
    inputRef,
    ...rest
  } = props;
  return (
    <AriaTextField {...rest} isInvalid={hasText(error)} className={cx(styles.field, className)}>
      <FieldLabel label={label} isRequired={rest.isRequired === true} />
      <div className={styles.with}>
        <Input
          className={cx(styles.input, isMono && styles.mono)}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        {end !== undefined && <span className={styles.end}>{end}</span>}
      </div>
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}

export interface TextAreaProps extends Common {
  rows?: number;
  areaRef?: Ref<HTMLTextAreaElement>;
}

export function TextArea(props: TextAreaProps) {
  const { label, hint, error, placeholder, className, rows = 3, areaRef, ...rest } = props;
  return (
    <AriaTextField {...rest} isInvalid={hasText(error)} className={cx(styles.field, className)}>
      <FieldLabel label={label} isRequired={rest.isRequired === true} />
      <AriaTextArea
        rows={rows}
        className={styles.area ?? ''}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(areaRef === undefined ? {} : { ref: areaRef })}
      />
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}

const hasText = (error: ReactNode): boolean =>
  error !== undefined && error !== null && error !== false && error !== '';

export function FieldLabel({ label, isRequired }: { label: ReactNode; isRequired: boolean }) {
  if (label === undefined) return null;
  return (
    <Label className={styles.label ?? ''}>
      {label}
      {isRequired && (
        <span className={styles.required} aria-hidden>
          {' *'}
        </span>
      )}
    </Label>
  );
}

export function FieldFoot({ hint, error }: { hint: ReactNode; error: ReactNode }) {
  if (hasText(error)) return <FieldError className={styles.error ?? ''}>{error}</FieldError>;
  if (hint === undefined) return null;
  return (
    <Text slot="description" className={styles.hint ?? ''}>
      {hint}
    </Text>
  );
}
