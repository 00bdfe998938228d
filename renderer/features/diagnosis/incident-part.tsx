import { useState } from 'react';
import type { IncidentId } from '#shared/lib/ids.ts';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import { rootCause as rootCauseSchema } from '#shared/domain/diagnosis/root-causes.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { IncidentDialog } from './incident-dialog.tsx';
import styles from './diagnosis.module.css';

/** Whether this is one of many: joins an incident, or opens one from what was found. */
export function IncidentPart({
  conversation,
  view,
}: {
  conversation: ConversationDetail;
  view: DiagnosisView;
}) {
  const t = useText();
  const { data: all = [] } = diagnosisApi.useIncidentListQuery();
  const [link] = diagnosisApi.useIncidentLinkMutation();
  const [shown, setShown] = useState<IncidentId | null>(null);
  const [isOpening, setOpening] = useState(false);
  const found = view.conclusion?.rootCause ?? view.suggestion.rootCause;
  const cause = rootCauseSchema.safeParse(found);
  const linked = view.incidents;
  const others = all.filter(
    (one) =>
      one.closedAt === null &&
      cause.success &&
      one.rootCause === cause.data &&
      !linked.some(({ id }) => id === one.id),
  );
  return (
    <>
      <h3>{t('diagnosis.incident')}</h3>
      {linked.map((one) => (
        <Button key={one.id} size="small" onPress={() => setShown(one.id)}>
          {one.name} · {t('diagnosis.incident.linked', { count: one.count })}
        </Button>
      ))}
      <div className={styles.buttons}>
        {others.map((one) => (
          <Button
            key={one.id}
            size="small"
            onPress={() =>
              void link({ incidentId: one.id, conversationIds: [conversation.id] })
                .unwrap()
                .catch((error: unknown) =>
                  showToast({ text: explain(t, error), tone: 'danger', group: 'incident' }),
                )
            }
          >
            {t('diagnosis.incident.link', { name: one.name })}
          </Button>
        ))}
        {linked.length === 0 && cause.success && (
          <Button size="small" kind="quiet" onPress={() => setOpening(true)}>
            {t('diagnosis.incident.open')}
          </Button>
        )}
      </div>
      {isOpening && cause.success && (
        <OpenDialog
          conversation={conversation}
          cause={cause.data}
          onClose={() => setOpening(false)}
          onOpened={(id) => {
            setOpening(false);
            setShown(id);
          }}
        />
      )}
      {shown !== null && <IncidentDialog incidentId={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function OpenDialog(props: {
  conversation: ConversationDetail;
  cause: ReturnType<typeof rootCauseSchema.parse>;
  onClose: () => void;
  onOpened: (id: IncidentId) => void;
}) {
  const { conversation, cause, onClose, onOpened } = props;
  const t = useText();
  const [open, { isLoading, error }] = diagnosisApi.useIncidentOpenMutation();
  const [name, setName] = useState(t(`cause.${cause}`));
  const [provider, setProvider] = useState('');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('diagnosis.incident.open')}
      width="narrow"
      actions={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            kind="primary"
            isBusy={isLoading}
            isDisabled={name.trim() === ''}
            onPress={() =>
              void open({
                name,
                rootCause: cause,
                provider: provider.trim() === '' ? null : provider.trim(),
                conversationIds: [conversation.id],
              })
                .unwrap()
                .then(
                  ({ incidentId }) => onOpened(incidentId),
                  () => undefined,
                )
            }
          >
            {t('diagnosis.incident.open')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField
          label={t('diagnosis.incident.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          error={error ? explain(t, error) : undefined}
        />
        <TextField
          label={t('diagnosis.incident.provider')}
          value={provider}
          onChange={setProvider}
          maxLength={60}
        />
      </div>
    </Dialog>
  );
}

/** Above a conversation that is part of a trouble many have. */
export function IncidentBanner({ conversation }: { conversation: ConversationDetail }) {
  const t = useText();
  const [shown, setShown] = useState<IncidentId | null>(null);
  const { data } = diagnosisApi.useDiagnosisGetQuery({
    conversationId: conversation.id,
    handle: null,
  });
  return (
    <>
      {data?.incidents.map((one) => (
        <Banner
          key={one.id}
          tone="wa"
          look="bar"
          action={
            <Button size="small" onPress={() => setShown(one.id)}>
              {t('diagnosis.incident.show')}
            </Button>
          }
        >
          {t('diagnosis.incident.banner', { name: one.name, count: one.count })}
        </Banner>
      ))}
      {shown !== null && <IncidentDialog incidentId={shown} onClose={() => setShown(null)} />}
    </>
  );
}
