import { useState } from 'react';
import { X } from 'lucide-react';
import type { ConversationId, IncidentId } from '#shared/lib/ids.ts';
import type { IncidentDetail as Got } from '#shared/contract/diagnosis.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Confirm, Dialog } from '#renderer/ui/dialog.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './diagnosis.module.css';

/** One incident: who is concerned, who may be as well, and one word to all of them. */
export function IncidentDialog({
  incidentId,
  onClose,
}: {
  incidentId: IncidentId;
  onClose: () => void;
}) {
  const t = useText();
  const { data } = diagnosisApi.useIncidentGetQuery({ incidentId });
  const isOpen = data ? data.incident.closedAt === null : false;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={data?.incident.name ?? t('diagnosis.incident')}
      width="medium"
      staysOpen
    >
      {data ? (
        <div className={styles.form}>
          <p className={styles.quiet}>
            {t(`cause.${data.incident.rootCause}`)}
            {data.incident.provider === null ? '' : ` · ${data.incident.provider}`} ·{' '}
            {t(isOpen ? 'diagnosis.incident.isOpen' : 'diagnosis.incident.closed')}
          </p>
          <Linked got={data} isOpen={isOpen} />
          {isOpen && <Suggested got={data} />}
          {isOpen && <Update got={data} />}
          <Past got={data} />
          {isOpen && <Close got={data} onClose={onClose} />}
        </div>
      ) : (
        <SkeletonRows count={3} />
      )}
    </Dialog>
  );
}

const useFail = () => {
  const t = useText();
  return (error: unknown) =>
    showToast({ text: explain(t, error), tone: 'danger', group: 'incident' });
};

function Linked({ got: { incident, linked }, isOpen }: { got: Got; isOpen: boolean }) {
  const t = useText();
  const fail = useFail();
  const [unlink] = diagnosisApi.useIncidentUnlinkMutation();
  return (
    <>
      <h3>{t('diagnosis.incident.linked', { count: incident.count })}</h3>
      <ul className={styles.people}>
        {linked.map((one) => (
          <li key={one.conversationId}>
            <ChannelIcon channel={one.channel} />
            <span className={styles.grow}>
              #{one.number} {one.name}
            </span>
            {isOpen && (
              <IconButton
                size="small"
                label={t('diagnosis.incident.remove', { name: one.name ?? `#${one.number}` })}
                icon={<X size={14} aria-hidden />}
                onPress={() =>
                  void unlink({ incidentId: incident.id, conversationId: one.conversationId })
                    .unwrap()
                    .catch(fail)
                }
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Suggested({ got: { incident, suggested } }: { got: Got }) {
  const t = useText();
  const fail = useFail();
  const [link] = diagnosisApi.useIncidentLinkMutation();
  const [chosen, setChosen] = useState<ReadonlySet<ConversationId>>(new Set());
  const picked = suggested.filter((one) => chosen.has(one.conversationId));
  return (
    <>
      <h3>{t('diagnosis.incident.suggested')}</h3>
      {suggested.length === 0 && (
        <p className={styles.quiet}>{t('diagnosis.incident.suggested.none')}</p>
      )}
      {suggested.map((one) => (
        <Checkbox
          key={one.conversationId}
          isSelected={chosen.has(one.conversationId)}
          onChange={(isOn) => {
            const next = new Set(chosen);
            if (isOn) next.add(one.conversationId);
            else next.delete(one.conversationId);
            setChosen(next);
          }}
        >
          #{one.number} {one.name}
        </Checkbox>
      ))}
      {picked.length > 0 && (
        <Button
          size="small"
          onPress={() =>
            void link({
              incidentId: incident.id,
              conversationIds: picked.map((one) => one.conversationId),
            })
              .unwrap()
              .then(() => setChosen(new Set()), fail)
          }
        >
          {t('diagnosis.incident.add', { count: picked.length })}
        </Button>
      )}
    </>
  );
}

/** One text in both languages; each customer gets theirs. Sent only after it says to how many. */
function Update({ got: { incident, linked } }: { got: Got }) {
  const t = useText();
  const fail = useFail();
  const [send, { isLoading }] = diagnosisApi.useIncidentUpdateMutation();
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [isSure, setSure] = useState(false);
  const count = linked.length;
  const english = linked.filter((one) => one.language === 'en').length;
  const isReady = zh.trim() !== '' && en.trim() !== '' && count > 0;
  const tell = () =>
    void send({ incidentId: incident.id, texts: { zh, en } })
      .unwrap()
      .then(({ sent, refused }) => {
        showToast({
          text:
            t('diagnosis.incident.sent', { count: sent }) +
            (refused.length > 0
              ? ` ${t('diagnosis.incident.refused', { count: refused.length })}`
              : ''),
          group: 'incident',
          ...(refused.length > 0 ? { tone: 'danger' as const } : {}),
        });
        setZh('');
        setEn('');
      }, fail)
      .finally(() => setSure(false));
  return (
    <>
      <h3>{t('diagnosis.incident.update')}</h3>
      <TextArea label={t('diagnosis.incident.zh')} value={zh} onChange={setZh} rows={2} />
      <TextArea label={t('diagnosis.incident.en')} value={en} onChange={setEn} rows={2} />
      <p className={styles.quiet}>
        {t('diagnosis.incident.preview', { count, zh: count - english, en: english })}
      </p>
      <Button kind="primary" isDisabled={!isReady} onPress={() => setSure(true)}>
        {t('diagnosis.incident.send', { count })}
      </Button>
      <Confirm
        isOpen={isSure}
        onClose={() => setSure(false)}
        title={t('diagnosis.incident.send', { count })}
        confirmLabel={t('diagnosis.incident.update')}
        kind="primary"
        isBusy={isLoading}
        onConfirm={tell}
      >
        <p className={styles.says}>{zh}</p>
        <p className={styles.says}>{en}</p>
        <ul className={styles.people}>
          {linked.map((one) => (
            <li key={one.conversationId}>
              <ChannelIcon channel={one.channel} />
              <span className={styles.grow}>
                #{one.number} {one.name}
              </span>
              <span className={styles.quiet}>{t(`diagnosis.incident.${one.language}`)}</span>
            </li>
          ))}
        </ul>
      </Confirm>
    </>
  );
}

function Past({ got: { incident } }: { got: Got }) {
  const language = useLanguage();
  const now = useNow();
  if (incident.updates.length === 0) return null;
  return (
    <ul className={styles.people}>
      {incident.updates.map((one) => (
        <li key={one.at}>
          <time className={styles.quiet}>{dayAndTime(one.at, now, language)}</time>
          <span className={styles.grow}>{one.note}</span>
          <span className={styles.quiet}>{one.count}</span>
        </li>
      ))}
    </ul>
  );
}

function Close({ got: { incident }, onClose }: { got: Got; onClose: () => void }) {
  const t = useText();
  const fail = useFail();
  const [close] = diagnosisApi.useIncidentCloseMutation();
  return (
    <Button
      kind="danger"
      size="small"
      onPress={() =>
        void close({ incidentId: incident.id, note: null }).unwrap().then(onClose, fail)
      }
    >
      {t('diagnosis.incident.close')}
    </Button>
  );
}
