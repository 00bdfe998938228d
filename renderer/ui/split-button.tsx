import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { Button, type ButtonProps } from './button.tsx';
import { Menu, type MenuEntry } from './menu.tsx';
import styles from './button.module.css';

export interface SplitButtonProps extends ButtonProps {
  /** Spoken name of the arrow. */
  moreLabel: string;
  entries: MenuEntry[];
  onChoose: (id: string) => void;
  children: ReactNode;
}

/** One action, and its variants behind an arrow. */
export function SplitButton({ moreLabel, entries, onChoose, ...button }: SplitButtonProps) {
  const kind = button.kind ?? 'plain';
  return (
    <span className={styles.pair}>
      <Button {...button} />
      <Menu entries={entries} onChoose={onChoose} placement="top end">
        <Button
          kind={kind}
          size={button.size ?? 'medium'}
          aria-label={moreLabel}
          isDisabled={button.isDisabled === true}
          icon={<ChevronDown size={14} aria-hidden />}
        />
      </Menu>
    </span>
  );
}
