import { useState } from 'react';
import { Check, Lock, LockOpen, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { VerificationView } from '#shared/contract/verification.ts';
import { FACTORS } from '#shared/domain/verification/factors.ts';
import { insertIntoReply } from '#renderer/features/composer/insertion.ts';
import { type Translate, useText } from '#renderer/i18n/text.ts';
import { useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { clockTime } from '#renderer/ui/format/times.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { verify } from '#renderer/i18n/areas/verify.ts';
import styles from './checking.module.css';

/** How far the customer is verified, what of it is proven and what that opens. */
export function StateCard({
  conversationId,
  language,
  view,
}: {
  conversationId: ConversationId;
  language: 'zh' | 'en';
  view: VerificationView;
}) {
  const t = useText();
  const run = useRunCommand();
  const isLocked = view.lockedUntilAt !== null;
  const Icon = isLocked ? ShieldAlert : view.level >= 1 ? ShieldCheck : ShieldQuestion;
  return (
    <section className={styles.card} aria-label={t('verify.title')}>
      <header className={styles.head}>
        <h2>{t('verify.title')}</h2>
        <Chip
          tone={isLocked ? 'da' : view.level >= 2 ? 'ok' : view.level === 1 ? 'wa' : 'ne'}
          icon={<Icon size={12} aria-hidden />}
        >
          {isLocked
            ? t('verify.state.locked', { time: clockTime(view.lockedUntilAt ?? 0) })
            : view.level === 0
              ? t('verify.state.none')
              : `${t('verify.state.level', { level: view.level })}${
                  view.untilAt === null
                    ? ''
                    : ` · ${t('verify.state.until', { time: clockTime(view.untilAt) })}`
                }`}
        </Chip>
      </header>
      {isLocked && <Banner tone="da">{t('verify.lock.hint')}</Banner>}
      {view.isStranger && <Banner tone="wa">{t('verify.speaker.stranger')}</Banner>}
      <p className={styles.says}>{t(`verify.level.${view.level}`)}</p>
      {view.level < 2 && (
        <Button
          size="small"
          onPress={() => {
            insertIntoReply(conversationId, verify['script.ask'][language]);
            run('conversation.reply');
            showToast({ text: t('verify.scripted'), group: 'verify' });
          }}
        >
          {t('verify.script')}
        </Button>
      )}
      {view.proven.length > 0 && (
        <ul className={styles.list} aria-label={t('verify.proven')}>
          {view.proven.map((id) => (
            <li key={id}>
              <Check size={14} className={styles.ok} aria-hidden />
              <span className={styles.grow}>{t(`verify.factor.${id}`)}</span>
              {FACTORS[id].strength === 'weak' && (
                <span className={styles.quiet}>{t('verify.half')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Act = VerificationView['actions'][number];

/** Why an act is closed, in the words of its button. */
export function whyClosed(t: Translate, { action, missing }: Act): string {
  const { answers } = missing;
  const parts = [
    answers === null ? t('verify.missing.more') : '',
    answers !== null && answers > 0 ? t('verify.missing.answers', { count: answers }) : '',
    missing.needsTransaction ? t('verify.missing.transaction') : '',
    missing.needsAccount ? t('verify.missing.account') : '',
    missing.needsCode ? t('verify.missing.code') : '',
    missing.needsApproval ? t('verify.missing.approval') : '',
  ].filter((part) => part !== '');
  return t('verify.action.closed', {
    act: t(`verify.action.${action}`),
    why: parts.join(t('verify.missing.and')),
  });
}

const MAIN = new Set(['discuss', 'refund', 'change-contact', 'unfreeze']);

/** What may be done now, and what is missing for the rest. */
export function ActsCard({ view }: { view: VerificationView }) {
  const t = useText();
  const [isAll, setAll] = useState(false);
  const shown = view.actions.filter(({ action }) => isAll || MAIN.has(action));
  return (
    <section className={styles.card} aria-label={t('verify.opens')}>
      <h2>{t('verify.opens')}</h2>
      <ul className={styles.list}>
        {shown.map((act) => (
          <li key={act.action} className={act.isOpen ? undefined : styles.closed}>
            {act.isOpen ? (
              <LockOpen size={14} className={styles.ok} aria-hidden />
            ) : (
              <Lock size={14} aria-hidden />
            )}
            <span className={styles.grow}>
              {act.isOpen ? t(`verify.action.${act.action}`) : whyClosed(t, act)}
            </span>
          </li>
        ))}
      </ul>
      {!isAll && (
        <Button size="small" kind="quiet" onPress={() => setAll(true)}>
          {t('verify.moreActions')}
        </Button>
      )}
    </section>
  );
}
