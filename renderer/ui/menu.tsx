import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type PopoverProps,
} from 'react-aria-components';
import { cx } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';

export interface MenuChoice {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string | undefined;
  /** A second, quieter line. */
  note?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  isChecked?: boolean;
}
export type MenuEntry = MenuChoice | 'line' | { title: string; choices: MenuChoice[] };

export interface MenuProps {
  /** The button that opens it. */
  children: ReactNode;
  entries: MenuEntry[];
  onChoose: (id: string) => void;
  placement?: PopoverProps['placement'];
  /** Spoken name; absent, the button names it. */
  label?: string;
  /** Given where something else opens it. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** A menu on a button: arrows, type-ahead, Esc back to the button. */
export function Menu({
  children,
  entries,
  onChoose,
  placement = 'bottom start',
  label,
  isOpen,
  onOpenChange,
}: MenuProps) {
  const disabled = entries.flatMap((entry) => {
    if (entry === 'line') return [];
    const choices = 'choices' in entry ? entry.choices : [entry];
    return choices.filter((choice) => choice.isDisabled).map((choice) => choice.id);
  });
  return (
    <MenuTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {children}
      <Popover placement={placement} offset={4} className={styles.popover ?? ''}>
        <AriaMenu
          {...(label === undefined ? {} : { 'aria-label': label })}
          className={styles.menu ?? ''}
          disabledKeys={disabled}
          onAction={(key) => onChoose(String(key))}
        >
          {entries.map((entry, index) => renderEntry(entry, index))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function renderEntry(entry: MenuEntry, index: number): ReactNode {
  if (entry === 'line') return <Separator key={`line-${index}`} className={styles.line ?? ''} />;
  if ('choices' in entry)
    return (
      <MenuSection key={entry.title}>
        <Header className={styles.title ?? ''}>{entry.title}</Header>
        {entry.choices.map(renderChoice)}
      </MenuSection>
    );
  return renderChoice(entry);
}

function renderChoice(choice: MenuChoice): ReactNode {
  return (
    <MenuItem
      key={choice.id}
      id={choice.id}
      textValue={choice.label}
      className={cx(styles.item, choice.isDanger && styles.danger)}
    >
      {choice.icon !== undefined && <span className={styles.icon}>{choice.icon}</span>}
      <span className={styles.text}>
        {choice.label}
        {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
      </span>
      {choice.isChecked === true && <Check size={14} aria-hidden />}
      {choice.keys !== undefined && choice.keys !== '' && <Kbd>{choice.keys}</Kbd>}
    </MenuItem>
  );
}
