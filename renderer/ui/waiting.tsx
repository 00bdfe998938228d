import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import styles from './waiting.module.css';

export type WaitingPhase = 'nothing' | 'shape' | 'words' | 'late';
/** Shorter waits are not felt; longer ones need a shape, words, a way out. */
const phases: readonly [WaitingPhase, number][] = [
  ['shape', 150],
  ['words', 4000],
  ['late', 15_000],
];

/** Where a wait stands since `isWaiting` became true. */
export function useWaiting(isWaiting: boolean): WaitingPhase {
  const [phase, setPhase] = useState<WaitingPhase>('nothing');
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timers = phases.map(([next, ms]) => setTimeout(() => setPhase(next), ms));
    return () => {
      timers.forEach(clearTimeout);
      setPhase('nothing');
    };
  }, [isWaiting]);
  return phase;
}

export interface WaitingProps {
  /** The skeleton of what is coming. */
  shape: ReactNode;
  /** e.g. "Loading conversations". */
  words?: string;
  onCancel?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
}

/** Mounted while something loads. */
export function Waiting({ shape, words, onCancel, onRetry }: WaitingProps) {
  const t = useText();
  const phase = useWaiting(true);
  if (phase === 'nothing') return <div aria-busy className={styles.nothing} />;
  if (phase === 'late')
    return <ErrorState what={t('ui.lateWhat')} safe={t('ui.lateSafe')} onRetry={onRetry} />;
  return (
    <div aria-busy>
      {phase === 'words' && (
        <output className={styles.words}>
          {words ?? t('ui.stillLoading')}
          {onCancel && (
            <Button size="small" kind="quiet" onPress={onCancel}>
              {t('ui.cancel')}
            </Button>
          )}
        </output>
      )}
      {shape}
    </div>
  );
}
