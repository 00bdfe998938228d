import { ArrowUpRight } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeyText, useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CaseStatus } from './case-status.tsx';
import { useDepartmentName } from './departments.ts';
import { caseLink } from './links.ts';
import { PromiseClock } from './promise-clock.tsx';
import styles from './card.module.css';

/** The cases of a conversation, beside the customer. */
export function CasesCard({ conversationId }: { conversationId: ConversationId }) {
  const t = useText();
  const run = useRunCommand();
  const keyText = useKeyText();
  const departmentName = useDepartmentName();
  const { data = [] } = casesApi.useCaseOfQuery({ conversationId });
  return (
    <section className={styles.card} aria-label={t('cases.card.of')}>
      <header className={styles.head}>
        <h2>{t('cases.card.of')}</h2>
        <Button
          size="small"
          kind="quiet"
          icon={<ArrowUpRight size={14} aria-hidden />}
          aria-keyshortcuts={keyText('conversation.escalate')}
          onPress={() => run('conversation.escalate')}
        >
          {t('cases.escalate')}
        </Button>
      </header>
      {data.length === 0 && <p className={styles.quiet}>{t('cases.empty.all')}</p>}
      <ul>
        {data.map((one) => (
          <li key={one.id} className={styles.item}>
            <a
              href={caseLink(one.id)}
              className={styles.link}
              aria-label={t('cases.card.open', { number: one.number })}
            >
              {one.number}
            </a>
            <span className={styles.quiet}>{departmentName(one.departmentId)}</span>
            <CaseStatus status={one.status} />
            {one.isPromiseRunning && <PromiseClock dueAt={one.dueAt} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
