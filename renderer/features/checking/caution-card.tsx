import { useState } from 'react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { VerificationView } from '#shared/contract/verification.ts';
import { redFlag } from '#shared/domain/verification/events.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { clockTime } from '#renderer/ui/format/times.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { factorsOf, nothingTyped } from './answers-form.ts';
import styles from './checking.module.css';

interface Props {
  conversation: ConversationDetail;
  handle: string | null;
  view: VerificationView;
}

/** Stronger proof than words: a code to the address on file, a clock on the question, a supervisor's word. */
export function StepUpCard({ conversation, handle, view }: Props) {
  const t = useText();
  const [send, sending] = verificationApi.useVerificationSendCodeMutation();
  const [ask] = verificationApi.useVerificationAskMutation();
  const [approve] = verificationApi.useVerificationApproveMutation();
  const [isVouching, setVouching] = useState(false);
  const about = { conversationId: conversation.id, handle };
  const fail = (error: unknown) =>
    showToast({ text: explain(t, error), tone: 'danger', group: 'verify' });
  const isLocked = view.lockedUntilAt !== null;
  return (
    <section className={styles.card} aria-label={t('verify.code')}>
      <header className={styles.head}>
        <h2>{t('verify.code')}</h2>
        <span className={styles.quiet}>{t('verify.code.left', { count: view.codesLeft })}</span>
      </header>
      {view.code ? (
        <output className={styles.says}>
          {t('verify.code.waiting', { time: clockTime(view.code.expiresAt) })}
        </output>
      ) : (
        <p className={styles.quiet}>{t('verify.code.hint')}</p>
      )}
      <div className={styles.chips}>
        <Button
          size="small"
          isBusy={sending.isLoading}
          isDisabled={handle === null || isLocked || view.codesLeft === 0}
          onPress={() => void send(about).unwrap().catch(fail)}
        >
          {t('verify.code.send')}
        </Button>
        {conversation.channel === 'webchat' &&
          (view.question ? (
            <output className={styles.quiet}>
              {t('verify.ask.running', { time: clockTime(view.question.dueAt) })}
            </output>
          ) : (
            <Button
              size="small"
              isDisabled={isLocked}
              onPress={() =>
                void ask({
                  ...about,
                  factors: factorsOf(nothingTyped('UTC', 'CNY'), view.policy.factors),
                })
                  .unwrap()
                  .catch(fail)
              }
            >
              {t('verify.ask')}
            </Button>
          ))}
        <Button
          size="small"
          kind="quiet"
          isDisabled={handle === null || view.level >= 2}
          onPress={() => setVouching(true)}
        >
          {t('verify.vouch')}
        </Button>
        {view.level >= 3 && (
          <Button size="small" onPress={() => void approve(about).unwrap().catch(fail)}>
            {t('verify.approve')}
          </Button>
        )}
      </div>
      {isVouching && <Vouch about={about} onClose={() => setVouching(false)} />}
    </section>
  );
}

function Vouch({
  about,
  onClose,
}: {
  about: { conversationId: ConversationDetail['id']; handle: string | null };
  onClose: () => void;
}) {
  const t = useText();
  const [vouch] = verificationApi.useVerificationOverrideMutation();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('verify.vouch.title')}
      width="narrow"
      actions={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={reason.trim() === ''}
            onPress={() =>
              void vouch({ ...about, level: 2, reason })
                .unwrap()
                .then(onClose, (error: unknown) =>
                  showToast({ text: explain(t, error), tone: 'danger', group: 'verify' }),
                )
            }
          >
            {t('verify.vouch')}
          </Button>
        </>
      }
    >
      <p className={styles.says}>{t('verify.vouch.hint')}</p>
      <TextArea label={t('verify.reason')} value={reason} onChange={setReason} isRequired />
    </Dialog>
  );
}

/** Signs of pressure and of somebody else speaking. */
export function CautionCard({ conversation, view }: Omit<Props, 'handle'>) {
  const t = useText();
  const [flag] = verificationApi.useVerificationFlagMutation();
  const [speak] = verificationApi.useVerificationNameSpeakerMutation();
  const [note, setNote] = useState('');
  const [who, setWho] = useState<'customer' | 'third-party' | null>(null);
  const conversationId = conversation.id;
  const fail = (error: unknown) =>
    showToast({ text: explain(t, error), tone: 'danger', group: 'verify' });
  const name = (speaker: 'customer' | 'third-party') => {
    setWho(speaker);
    void speak({ conversationId, speaker, note: note.trim() === '' ? null : note.trim() })
      .unwrap()
      .catch(fail);
  };
  return (
    <section className={styles.card} aria-label={t('verify.flags')}>
      <h2>{t('verify.flags')}</h2>
      <div className={styles.chips}>
        {redFlag.options.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.toggle}
            aria-pressed={view.flags.includes(one)}
            onClick={() => void flag({ conversationId, flag: one }).unwrap().catch(fail)}
          >
            {t(`verify.flag.${one}`)}
          </button>
        ))}
      </div>
      {view.flags.length >= 2 && <Banner tone="da">{t('verify.escalate')}</Banner>}
      <RadioGroup
        label={t('verify.speaker')}
        look="row"
        value={who ?? (view.isStranger ? 'third-party' : 'customer')}
        options={(['customer', 'third-party'] as const).map((id) => ({
          id,
          label: t(`verify.speaker.${id}`),
        }))}
        onChange={name}
      />
      {(who === 'third-party' || view.isStranger) && (
        <TextField
          label={t('verify.speaker.note')}
          value={note}
          onChange={setNote}
          onBlur={() => note.trim() !== '' && name('third-party')}
        />
      )}
    </section>
  );
}
