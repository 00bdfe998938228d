import { cx } from './class-names.ts';
import styles from './avatar.module.css';

export interface AvatarProps {
  name: string;
  /** Pixels. */
  size?: 14 | 20 | 24 | 32 | 40;
  /** Shape of the lower corner. */
  presence?: 'available' | 'busy' | 'email-only' | 'break' | 'offline';
}

const han = /\p{Script=Han}/gu;

/** The last hanzi of a Chinese name, else the first letters of the first two words. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const hanzi = trimmed.match(han);
  const last = hanzi?.at(-1);
  if (last !== undefined) return last;
  const words = trimmed.split(/[\s@._-]+/u).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 63));
  return letters.join('').toLocaleUpperCase() || '?';
}

/** Decorative: the name stands beside it. */
export function Avatar({ name, size = 32, presence }: AvatarProps) {
  return (
    <span className={cx(styles.avatar, styles[`size${size}`])} aria-hidden>
      {size > 14 && initials(name)}
      {presence && <span className={cx(styles.presence, styles[presence])} />}
    </span>
  );
}
