import { useState } from 'react';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { CaseActDialog } from './case-act-dialog.tsx';
import type { CaseAct } from './case-words.ts';
import styles from './panel.module.css';

type Plain = 'accept' | 'close';

/** What can be done while a case stands so; the usual next step first. */
const acts: Record<CaseDetail['status'], readonly (Plain | CaseAct)[]> = {
  open: ['accept', 'giveBack', 'rePromise'],
  accepted: ['answer', 'askInfo', 'giveBack', 'rePromise'],
  'needs-info': ['giveInfo', 'answer', 'giveBack', 'rePromise'],
  answered: ['confirm', 'reopen', 'rePromise'],
  confirmed: ['close', 'reopen'],
  closed: ['reopen'],
};
const isPlain = (act: Plain | CaseAct): act is Plain => act === 'accept' || act === 'close';

/** The buttons of a case; what needs words asks for them. */
export function CaseActs({ one }: { one: CaseDetail }) {
  const t = useText();
  const [asked, setAsked] = useState<CaseAct | null>(null);
  const [accept, accepting] = casesApi.useCaseAcceptMutation();
  const [close, closing] = casesApi.useCaseCloseMutation();
  const run = async (act: Plain) => {
    const doIt = act === 'accept' ? accept : close;
    try {
      await doIt({ caseId: one.id }).unwrap();
      showToast({ text: t(`cases.done.${act}`), tone: 'success', group: 'cases' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'cases' });
    }
  };
  return (
    <div className={styles.acts}>
      {acts[one.status].map((act, index) => (
        <Button
          key={act}
          kind={index === 0 && one.status !== 'closed' ? 'primary' : 'plain'}
          isBusy={
            (act === 'accept' && accepting.isLoading) || (act === 'close' && closing.isLoading)
          }
          onPress={() => {
            if (isPlain(act)) void run(act);
            else setAsked(act);
          }}
        >
          {t(`cases.act.${act}`)}
        </Button>
      ))}
      {asked !== null && <CaseActDialog act={asked} one={one} onClose={() => setAsked(null)} />}
    </div>
  );
}
