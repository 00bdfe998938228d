import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import { isImeKey } from '#renderer/ui/ime.ts';
import styles from './acts.module.css';

interface ChoiceListProps {
  choices: readonly {
    id: string;
    label: string;
    note?: string;
    icon?: ReactNode;
    isChosen?: boolean;
  }[];
  onChoose: (id: string) => void;
}

/** A short list to choose one of: arrows move, Enter takes, digits take by position. */
export function ChoiceList({ choices, onChoose }: ChoiceListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons inside get the keys first
    <ul
      className={styles.choices}
      onKeyDown={(event) => {
        if (isImeKey(event)) return;
        const buttons = [...event.currentTarget.querySelectorAll('button')];
        const at = buttons.findIndex((button) => button === document.activeElement);
        const digit = Number(event.key);
        const chosen = choices[digit - 1];
        if (digit >= 1 && chosen) onChoose(chosen.id);
        else if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
        else if (event.key === 'ArrowUp')
          buttons[(at - 1 + buttons.length) % buttons.length]?.focus();
        else return;
        event.preventDefault();
      }}
    >
      {choices.map((choice, index) => (
        <li key={choice.id}>
          <button
            type="button"
            className={styles.choice}
            aria-pressed={choice.isChosen === true}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the list is what was asked for
            autoFocus={
              choice.isChosen === true || (index === 0 && !choices.some((one) => one.isChosen))
            }
            onClick={() => onChoose(choice.id)}
          >
            {choice.icon}
            <span className={styles.label}>{choice.label}</span>
            {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
            {choice.isChosen && <Check size={16} aria-hidden />}
          </button>
        </li>
      ))}
    </ul>
  );
}
