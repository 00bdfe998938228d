import { ArrowLeft } from 'lucide-react';
import type { SourceView } from '#shared/contract/records.ts';
import type { SourceKind } from '#shared/domain/source/config.ts';
import { recordsApi } from '#renderer/bridge/records-api.ts';
import { HopList } from '#renderer/features/settings/hop-list.tsx';
import { Section } from '#renderer/features/settings/section.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { CsvFields } from './csv-fields.tsx';
import { HttpFields } from './http-fields.tsx';
import { MapEditor, WordEditor } from './map-editor.tsx';
import { secretNameOf, type SourceDraft } from './source-draft.ts';
import { TryOne } from './try-one.tsx';
import { type SourceForm as Form, useSourceForm } from './use-source-form.ts';
import styles from './sources.module.css';

export interface SourceFormProps {
  /** Null: a new one. */
  source: SourceView | null;
  kind: SourceKind;
  onDone: () => void;
}

/** Connects or changes a source; nothing is kept before it was tried or the person insists. */
export function SourceForm({ source, kind, onDone }: SourceFormProps) {
  const t = useText();
  const form = useSourceForm({ source, kind, onDone });
  const [readPreview, reading] = recordsApi.useSourcePreviewMutation();
  const { draft, change, errorOf } = form;
  const secret = secretNameOf(kind);
  const hasSecret = secret !== null && (source?.secretNames.includes(secret) ?? false);
  return (
    <Section
      title={source?.name ?? t(`sources.new.${kind}`)}
      actions={
        <Button
          size="small"
          kind="quiet"
          icon={<ArrowLeft size={14} aria-hidden />}
          onPress={onDone}
        >
          {t('sources.back')}
        </Button>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.testAndSave();
        }}
      >
        <TextField
          label={t('sources.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errorOf('name')}
          isRequired
        />
        {kind === 'http' && <HttpFields form={form} hasSecret={hasSecret} />}
        {kind === 'csv' && (
          <CsvFields
            form={form}
            preview={reading.data ?? null}
            isReading={reading.isLoading}
            onPreview={() => void readPreview({ config: form.about().config })}
          />
        )}
        {kind === 'stripe' && <StripeFields form={form} hasSecret={hasSecret} />}
        {kind !== 'stripe' && (
          <>
            <Conventions form={form} />
            <MapEditor form={form} columns={kind === 'csv' ? (reading.data?.columns ?? []) : []} />
            <WordEditor form={form} />
          </>
        )}
        <TryOne form={form} />
        <Advanced form={form} />
        {form.isTesting && <Progress label={t('sources.testing')} value={null} />}
        <HopList hops={form.hops} />
        <Wrong form={form} />
        <Acts form={form} isNew={source === null} onCancel={onDone} />
      </form>
    </Section>
  );
}

function StripeFields({ form, hasSecret }: { form: Form; hasSecret: boolean }) {
  const t = useText();
  const { draft, change, errorOf } = form;
  return (
    <>
      <TextField
        label={t('sources.stripe.key')}
        hint={t(hasSecret ? 'sources.kept' : 'sources.stripe.keyHint')}
        type="password"
        value={draft.secret}
        onChange={(secret) => change({ secret })}
        isRequired={!hasSecret}
        autoComplete="new-password"
      />
      <div className={styles.pair}>
        <TextField
          label={t('sources.stripe.orderField')}
          hint={t('sources.stripe.fieldHint')}
          value={draft.orderField}
          onChange={(orderField) => change({ orderField })}
          error={errorOf('orderField')}
          isMono
          spellCheck="false"
        />
        <TextField
          label={t('sources.stripe.accountField')}
          value={draft.accountField}
          onChange={(accountField) => change({ accountField })}
          error={errorOf('accountField')}
          isMono
          spellCheck="false"
        />
      </div>
    </>
  );
}

function Conventions({ form }: { form: Form }) {
  const t = useText();
  const { draft, change, errorOf } = form;
  return (
    <div className={styles.pair}>
      <Select<SourceDraft['amounts']>
        label={t('sources.amounts')}
        value={draft.amounts}
        onChange={(amounts) => change({ amounts })}
        options={(['major', 'minor', 'fen', 'provider'] as const).map((id) => ({
          id,
          label: t(`sources.amounts.${id}`),
        }))}
      />
      <TextField
        label={t('sources.currency')}
        value={draft.currency}
        onChange={(currency) => change({ currency })}
        error={errorOf('conventions.currency')}
        placeholder="CNY"
        spellCheck="false"
      />
      <Select<SourceDraft['times']>
        label={t('sources.times')}
        value={draft.times}
        onChange={(times) => change({ times })}
        options={(['written', 'epoch-s', 'epoch-ms'] as const).map((id) => ({
          id,
          label: t(`sources.times.${id}`),
        }))}
      />
      <TextField
        label={t('sources.zone')}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
        error={errorOf('conventions.zone')}
        placeholder="Asia/Shanghai"
        spellCheck="false"
      />
      <TextField
        label={t('sources.dialect')}
        hint={t('sources.dialectHint')}
        value={draft.dialect}
        onChange={(dialect) => change({ dialect })}
        error={errorOf('conventions.dialect')}
        spellCheck="false"
      />
    </div>
  );
}

function Advanced({ form }: { form: Form }) {
  const t = useText();
  const { draft, change, errorOf } = form;
  return (
    <details className={styles.more} open={form.wrong['more'] !== undefined || undefined}>
      <summary>{t('sources.more')}</summary>
      <div className={styles.moreBody}>
        {draft.kind !== 'csv' && (
          <div className={styles.pair}>
            <TextField
              label={t('sources.fresh')}
              value={draft.freshSeconds}
              onChange={(freshSeconds) => change({ freshSeconds })}
              error={errorOf('cache.freshSeconds')}
              inputMode="numeric"
            />
            <TextField
              label={t('sources.keep')}
              value={draft.keepDays}
              onChange={(keepDays) => change({ keepDays })}
              error={errorOf('cache.keepDays')}
              inputMode="numeric"
            />
          </div>
        )}
        {draft.kind !== 'stripe' && (
          <TextArea
            label={t('sources.moreJson')}
            hint={t('sources.moreJsonHint')}
            value={draft.more}
            onChange={(more) => change({ more })}
            error={errorOf('more')}
            rows={10}
            spellCheck="false"
          />
        )}
      </div>
    </details>
  );
}

/** Everything that is wrong, in one place: some of it may be out of sight. */
function Wrong({ form }: { form: Form }) {
  const t = useText();
  const wrong = Object.entries(form.wrong);
  if (wrong.length === 0) return null;
  return (
    <Banner tone="da">
      <p>{t('sources.incomplete')}</p>
      <ul className={styles.wrongList}>
        {wrong.slice(0, 8).map(([field, reason]) => (
          <li key={field}>
            <code>{field}</code> {reason === 'needed' ? t('sources.needed') : reason}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Acts({ form, isNew, onCancel }: { form: Form; isNew: boolean; onCancel: () => void }) {
  const t = useText();
  const isBusy = form.isTesting || form.isSaving;
  const hasFailed = form.hops.some((hop) => !hop.isOk);
  return (
    <div className={styles.bar}>
      <Button kind="primary" type="submit" isBusy={isBusy}>
        {t(isNew ? 'sources.connect' : 'sources.save')}
      </Button>
      <Button onPress={form.testOnly} isDisabled={isBusy}>
        {t('sources.test')}
      </Button>
      {hasFailed && (
        <Button onPress={form.saveAnyway} isDisabled={isBusy}>
          {t('sources.anyway')}
        </Button>
      )}
      <Button kind="quiet" onPress={onCancel} isDisabled={form.isSaving}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
