import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Check } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { ChannelsStep } from './channels-step.tsx';
import { LookStep, NameStep } from './person-steps.tsx';
import { StartStep } from './start-step.tsx';
import { useNames } from './use-names.ts';
import { useStart } from './use-start.ts';
import styles from './first-run.module.css';

export interface FirstRunProps {
  /** Also when it is put off: nothing in it must be done. */
  onDone: () => void;
}

const steps = ['look', 'name', 'start', 'channels'] as const;
type Step = (typeof steps)[number];

/** Language, names, demo or empty, first channel; every step can be left out. */
export function FirstRun({ onDone }: FirstRunProps) {
  const t = useText();
  const [step, setStep] = useState<Step>('look');
  const names = useNames();
  const start = useStart();
  const index = steps.indexOf(step);
  const content = useRef<HTMLElement>(null);
  useEffect(() => content.current?.focus(), [step]);
  const isBusy = names.isSaving || start.isWorking;
  const goOn = async () => {
    if (isBusy) return;
    if (step === 'name' && !(await names.save())) return;
    if (step === 'start' && !(await start.carryOut())) return;
    const next = steps[index + 1];
    if (next) setStep(next);
    else onDone();
  };
  const contents: Record<Step, ReactNode> = {
    look: <LookStep />,
    name: <NameStep names={names} />,
    start: <StartStep start={start} />,
    channels: <ChannelsStep />,
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one key for the next step, from anywhere inside
    <main
      className={styles.screen}
      aria-label={t('welcome.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || isImeKey(event) || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void goOn();
      }}
    >
      <div className={styles.card}>
        <header className={styles.head}>
          <h1>{t('welcome.title')}</h1>
          <span className="num">
            {t('welcome.progress', { step: index + 1, count: steps.length })}
          </span>
          <Button kind="quiet" onPress={onDone} isDisabled={isBusy}>
            {t('welcome.later')}
          </Button>
        </header>
        <ol className={styles.steps} aria-label={t('welcome.steps')}>
          {steps.map((one, at) => (
            <li key={one} aria-current={one === step ? 'step' : undefined} data-done={at < index}>
              <span className={styles.mark}>
                {at < index ? <Check size={12} strokeWidth={3} aria-hidden /> : at + 1}
              </span>
              {t(`welcome.step.${one}`)}
            </li>
          ))}
        </ol>
        <section
          ref={content}
          tabIndex={-1}
          className={styles.content}
          aria-label={t(`welcome.step.${step}`)}
        >
          {contents[step]}
        </section>
        <footer className={styles.foot}>
          <Button
            isDisabled={index === 0 || isBusy}
            onPress={() => setStep(steps[index - 1] ?? 'look')}
          >
            {t('ui.back')}
          </Button>
          <Button kind="primary" isBusy={isBusy} onPress={() => void goOn()}>
            {t(index === steps.length - 1 ? 'welcome.finish' : 'ui.next')}
          </Button>
        </footer>
      </div>
    </main>
  );
}
