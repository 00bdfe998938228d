import { ArrowLeft } from 'lucide-react';
import type { AccountView, BrandRow } from '#shared/contract/rows.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { CertificateQuestion, HopList } from './hop-list.tsx';
import { fieldTroubles, isUsable, type MailDraft, type MailField } from './mail-draft.ts';
import { Section } from './section.tsx';
import { ServerFields } from './server-fields.tsx';
import { useMailForm, type MailForm as Form } from './use-mail-form.ts';
import styles from './accounts.module.css';

export interface MailFormProps {
  /** Null: a new one. */
  account: AccountView | null;
  brands: readonly BrandRow[];
  onDone: () => void;
}

/** Connects or changes a mailbox; nothing is kept before it was tried or the person insists. */
export function MailForm({ account, brands, onDone }: MailFormProps) {
  const t = useText();
  const form = useMailForm({ account, brands, onDone });
  const errorOf = useErrors(form);
  const { draft, change } = form;
  // A demo brand goes with the demo; nothing of one's own hangs on it.
  const ownBrands = brands.filter((brand) => !brand.isDemo || brand.id === account?.brandId);
  return (
    <Section
      title={t(account ? 'accounts.mail.edit' : 'accounts.mail.new')}
      actions={
        <Button
          size="small"
          kind="quiet"
          icon={<ArrowLeft size={14} aria-hidden />}
          onPress={onDone}
        >
          {t('accounts.back')}
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
          label={t('accounts.mail.address')}
          type="email"
          value={draft.address}
          onChange={(address) => change({ address })}
          onBlur={() => void form.propose()}
          error={errorOf('address')}
          isRequired
          autoComplete="off"
        />
        {form.preset && <PresetLine preset={form.preset} />}
        <TextField
          label={t('accounts.mail.name')}
          hint={t('accounts.mail.nameHint')}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errorOf('name')}
          isRequired
        />
        {ownBrands.length > 0 && (
          <Select
            label={t('accounts.brand')}
            value={draft.brandId}
            onChange={(brandId) => change({ brandId })}
            options={ownBrands.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <RadioGroup<MailDraft['login']>
          label={t('accounts.mail.login')}
          look="row"
          value={draft.login}
          onChange={(login) => change({ login, secret: '' })}
          options={(['password', 'oauth'] as const).map((id) => ({
            id,
            label: t(`accounts.mail.login.${id}`),
          }))}
        />
        <TextField
          label={t(`accounts.mail.login.${draft.login}`)}
          type="password"
          value={draft.secret}
          onChange={(secret) => change({ secret })}
          hint={form.hasSecret ? t('accounts.mail.kept') : undefined}
          error={errorOf('secret')}
          isRequired={!form.hasSecret}
          autoComplete="new-password"
        />
        {(['imap', 'smtp'] as const).map((side) => (
          <ServerFields
            key={side}
            title={t(`accounts.mail.${side}`)}
            value={draft[side]}
            hostError={errorOf(`${side}.host`)}
            portError={errorOf(`${side}.port`)}
            onChange={(server) => change({ [side]: server })}
          />
        ))}
        <MoreOptions draft={draft} onChange={change} />
        {draft.pinnedCertificate !== null && (
          <Banner
            tone="wa"
            action={
              <Button size="small" onPress={() => change({ pinnedCertificate: null })}>
                {t('accounts.pin.forget')}
              </Button>
            }
          >
            <p>{t('accounts.pin.pinned')}</p>
            <code className={styles.fingerprint}>{draft.pinnedCertificate}</code>
          </Banner>
        )}
        {form.isTesting && <Progress label={t('accounts.mail.testing')} value={null} />}
        <HopList hops={form.hops} />
        <CertificateQuestion hops={form.hops} onTrust={form.trust} />
        {form.missing.length > 0 && <Banner tone="da">{t('accounts.mail.missing')}</Banner>}
        <FormActs form={form} isNew={account === null} onCancel={onDone} />
      </form>
    </Section>
  );
}

/** The sentence under a field: what is missing, or what a failed test said about it. */
function useErrors(form: Form): (field: MailField) => string | undefined {
  const t = useText();
  const troubles = fieldTroubles(form.hops);
  return (field) => {
    if (form.missing.includes(field)) {
      if (field === 'address') return t('accounts.mail.addressBad');
      return t(field.endsWith('.port') ? 'accounts.mail.portBad' : 'accounts.mail.needed');
    }
    const key = troubleKey(troubles[field]);
    return key === null ? undefined : t(key);
  };
}

function PresetLine({ preset }: { preset: { name: string; help: string | null } }) {
  const t = useText();
  const { help } = preset;
  return (
    <Banner tone="ac">
      <p>{t('accounts.mail.preset', { name: preset.name })}</p>
      {(help === 'code' || help === 'app-password' || help === 'oauth') && (
        <p>{t(`accounts.mail.help.${help}`)}</p>
      )}
    </Banner>
  );
}

function MoreOptions({
  draft,
  onChange,
}: {
  draft: MailDraft;
  onChange: (next: Partial<MailDraft>) => void;
}) {
  const t = useText();
  return (
    <details className={styles.more}>
      <summary>{t('accounts.mail.more')}</summary>
      <div className={styles.form}>
        <TextField
          label={t('accounts.mail.user')}
          hint={t('accounts.mail.userHint')}
          value={draft.user}
          onChange={(user) => onChange({ user })}
          autoComplete="off"
          spellCheck="false"
        />
        <Select<MailDraft['since']>
          label={t('accounts.mail.since')}
          value={draft.since}
          onChange={(since) => onChange({ since })}
          options={(['30-days', 'all', 'new'] as const).map((id) => ({
            id,
            label: t(`accounts.mail.since.${id}`),
          }))}
        />
        <TextField
          label={t('accounts.mail.folder')}
          value={draft.folder}
          onChange={(folder) => onChange({ folder })}
          spellCheck="false"
        />
        <Switch
          isSelected={draft.keepsSent}
          onChange={(keepsSent) => onChange({ keepsSent })}
          hint={t('accounts.mail.keepsSentHint')}
        >
          {t('accounts.mail.keepsSent')}
        </Switch>
      </div>
    </details>
  );
}

function FormActs({ form, isNew, onCancel }: { form: Form; isNew: boolean; onCancel: () => void }) {
  const t = useText();
  const isBusy = form.isTesting || form.isSaving;
  const hasFailed = form.hops.length > 0 && !isUsable(form.hops);
  return (
    <div className={styles.bar}>
      <Button kind="primary" type="submit" isBusy={isBusy}>
        {t(isNew ? 'accounts.mail.connect' : 'accounts.mail.save')}
      </Button>
      <Button onPress={form.testOnly} isDisabled={isBusy}>
        {t('accounts.mail.test')}
      </Button>
      {hasFailed && (
        <Button onPress={form.saveAnyway} isDisabled={isBusy}>
          {t('accounts.mail.anyway')}
        </Button>
      )}
      <Button kind="quiet" onPress={onCancel} isDisabled={form.isSaving}>
        {t('ui.cancel')}
      </Button>
    </div>
  );
}
