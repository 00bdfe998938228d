import { type FormEvent, useRef, useState } from 'react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { CheckResult, VerificationView } from '#shared/contract/verification.ts';
import { api } from '#renderer/bridge/api.ts';
import { callErrorOf } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { type TextKey, useLanguage, useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { clockTime, dayAndTime } from '#renderer/ui/format/times.ts';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { answersOf, asks, nothingTyped, type Typed } from './answers-form.ts';
import { problemKey } from './problem-key.ts';
import styles from './checking.module.css';

const CURRENCIES = ['CNY', 'USD', 'HKD', 'EUR', 'GBP', 'JPY', 'SGD', 'MYR', 'THB', 'AUD'];

interface AnswersCardProps {
  conversation: ConversationDetail;
  handle: string | null;
  view: VerificationView;
  /** Several records were found and none is chosen. */
  mustPick: boolean;
}

/** What the customer says goes in; whether it fits comes out. */
export function AnswersCard({ conversation, handle, view, mustPick }: AnswersCardProps) {
  const t = useText();
  const { engine } = useBridge();
  const { data: contact } = api.useContactGetQuery({ contactId: conversation.contactId });
  const { data: brands } = api.useBrandListQuery();
  const isEnglish = brands?.find((one) => one.id === conversation.brandId)?.language === 'en';
  const empty = nothingTyped(view.policy.zone, isEnglish ? 'USD' : 'CNY');
  const [typed, setTyped] = useState<Typed | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const [isBusy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const now = typed ?? empty;
  const set = (change: Partial<Typed>) => setTyped({ ...now, ...change });
  const asked = asks(view.policy.factors);
  const isLocked = view.lockedUntilAt !== null;
  useCommand('conversation.verify', () => first.current?.focus(), { enabled: !isLocked });
  const problemOf = (field: string) =>
    said?.kind === 'unreadable'
      ? said.problems.find((one) => one.field === field)?.problem
      : undefined;
  const error = (field: string) => {
    const problem = problemOf(field);
    return problem === undefined ? undefined : t(problemKey(problem));
  };

  async function check(event: FormEvent) {
    event.preventDefault();
    const answers = answersOf(now);
    if (!answers || isBusy) return;
    setBusy(true);
    setSaid(null);
    try {
      const answer = await engine.verification.submit({
        commandId: newId(),
        conversationId: conversation.id,
        handle,
        answers,
      });
      if (!answer.ok) {
        setSaid({
          kind: 'refused',
          text: explain(t, { kind: 'rejected', details: {}, ...answer.rejection }),
        });
        setTyped({ ...empty, zone: now.zone, currency: now.currency });
      } else {
        setSaid(
          answer.result.kind === 'checked'
            ? { ...answer.result, before: view.level }
            : answer.result,
        );
        // What could not be read may be put right; what was compared is gone.
        if (answer.result.kind === 'checked')
          setTyped({ ...empty, zone: now.zone, currency: now.currency });
      }
    } catch (failure) {
      setSaid({ kind: 'refused', text: explain(t, callErrorOf(failure)) });
    } finally {
      setBusy(false);
      first.current?.focus();
    }
  }

  const zones = [...new Set([view.policy.zone, contact?.timeZone ?? view.policy.zone, 'UTC'])].map(
    (zone) => ({ id: zone, label: zone }),
  );
  const formNumber = conversation.preChat?.orderNumber?.trim();
  return (
    <section className={styles.card} aria-label={t('verify.answers')}>
      <h2>{t('verify.answers')}</h2>
      <p className={styles.quiet}>{t('verify.answers.hint')}</p>
      <form className={styles.form} onSubmit={(event) => void check(event)} autoComplete="off">
        {asked.orderNumber && (
          <TextField
            label={t('verify.field.orderNumber')}
            value={now.orderNumber}
            onChange={(orderNumber) => set({ orderNumber })}
            error={error('orderNumber')}
            isDisabled={isLocked}
            inputRef={first}
            end={
              formNumber && now.orderNumber === '' ? (
                <Button
                  size="small"
                  kind="quiet"
                  isDisabled={isLocked}
                  onPress={() => set({ orderNumber: formNumber })}
                >
                  {t('verify.form', { number: formNumber })}
                </Button>
              ) : undefined
            }
          />
        )}
        {asked.time && (
          <fieldset className={styles.group} disabled={isLocked}>
            <legend>{t('verify.field.time')}</legend>
            <div className={styles.pair}>
              <input
                type="date"
                aria-label={t('verify.field.time')}
                className={styles.native}
                value={now.day}
                onChange={(event) => set({ day: event.target.value })}
              />
              {now.precision !== 'day' && (
                <input
                  type="time"
                  aria-label={t(`verify.precision.${now.precision}`)}
                  className={styles.native}
                  value={now.clock}
                  onChange={(event) => set({ clock: event.target.value })}
                />
              )}
            </div>
            <div className={styles.pair}>
              <Select
                ariaLabel={t('verify.precision')}
                value={now.precision}
                isDisabled={isLocked}
                options={(['minute', 'hour', 'day'] as const).map((id) => ({
                  id,
                  label: t(`verify.precision.${id}`),
                }))}
                onChange={(precision) => set({ precision })}
              />
              <Select
                ariaLabel={t('verify.zone')}
                value={now.zone}
                options={zones}
                isDisabled={isLocked}
                onChange={(zone) => set({ zone })}
              />
            </div>
            {error('time') !== undefined && <p className={styles.bad}>{error('time')}</p>}
          </fieldset>
        )}
        {asked.amount && (
          <div className={styles.amount}>
            <TextField
              label={t('verify.field.amount')}
              value={now.amount}
              onChange={(amount) => set({ amount })}
              error={error('amount')}
              isDisabled={isLocked}
              inputMode="decimal"
            />
            <Select
              label={t('verify.field.currency')}
              value={now.currency}
              isDisabled={isLocked}
              options={CURRENCIES.map((id) => ({ id, label: id }))}
              onChange={(currency) => set({ currency })}
            />
          </div>
        )}
        <div className={styles.pairs}>
          {(['name', 'phone', 'last4', 'merchant', 'email'] as const).map((field) =>
            asked[field] ? (
              <TextField
                key={field}
                label={t(`verify.field.${field}`)}
                value={now[field]}
                onChange={(value) => set({ [field]: value })}
                error={error(field)}
                isDisabled={isLocked}
                className={field === 'email' ? styles.wide : undefined}
              />
            ) : null,
          )}
        </div>
        <div className={styles.row}>
          <Button
            kind="primary"
            type="submit"
            isBusy={isBusy}
            isDisabled={isLocked || mustPick || answersOf(now) === null}
          >
            {t('verify.check')}
          </Button>
          <span className={styles.quiet}>
            {mustPick ? t('verify.record.pick') : t('verify.left', { count: view.attemptsLeft })}
          </span>
        </div>
      </form>
      <Outcome said={said} />
    </section>
  );
}

type Said =
  | (Extract<CheckResult, { kind: 'checked' }> & { before: number })
  | Extract<CheckResult, { kind: 'unreadable' }>
  | { kind: 'refused'; text: string }
  | null;

/** What came of a check, in the same words whether such a record exists or not. */
function Outcome({ said }: { said: Said }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const text = (): { tone: string; text: string } | null => {
    if (said === null || said.kind === 'unreadable') return null;
    if (said.kind === 'refused') return { tone: 'bad', text: said.text };
    if (said.isVerified) {
      const key: TextKey = said.level > said.before ? 'verify.match' : 'verify.match.same';
      return { tone: 'good', text: t(key, { level: said.level }) };
    }
    return said.lockedUntilAt === null
      ? { tone: 'bad', text: t('verify.nomatch', { count: said.attemptsLeft }) }
      : {
          tone: 'bad',
          text: t('verify.locked', { time: clockTime(said.lockedUntilAt) }),
        };
  };
  const shown = text();
  return (
    <output className={styles.outcome} data-tone={shown?.tone}>
      {shown?.text}
      {said?.kind === 'checked' && said.asOfAt !== null && (
        <span className={styles.asOf}>
          {t('verify.onRecords', { time: dayAndTime(said.asOfAt, now, language) })}
        </span>
      )}
    </output>
  );
}
