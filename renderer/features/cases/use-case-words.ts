import { useState } from 'react';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { type CaseAct, type CaseWords, needsOf, wrongWords } from './case-words.ts';
import { useCaseAct } from './use-case-act.ts';

/** The state of an act's dialog: what is written, what is missing, what the engine answered. */
export function useCaseWords(act: CaseAct, one: CaseDetail, onDone: () => void) {
  const t = useText();
  const now = useNow();
  const [words, setWords] = useState<CaseWords>({
    text: act === 'confirm' ? (one.answer ?? '') : '',
    departmentId: null,
    dueAt: null,
    told: null,
    isApproved: false,
  });
  const [isChecked, setIsChecked] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { run, isBusy } = useCaseAct(one);
  const needs = needsOf(act, one);
  const wrong = wrongWords(words, needs, one, now);
  const submit = async () => {
    setIsChecked(true);
    setFailed(null);
    if (wrong.length > 0 || isBusy) return;
    try {
      await run(act, words);
      onDone();
    } catch (error) {
      setFailed(explain(t, error));
    }
  };
  const change = (next: Partial<CaseWords>) => setWords((old) => ({ ...old, ...next }));
  return { words, change, needs, wrong, isChecked, failed, submit, isBusy };
}
