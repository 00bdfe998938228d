import { useState } from 'react';
import { ArrowLeft } from 'lucide-react';
import { z } from '#shared/lib/schema.ts';
import type { AccountId, BrandId } from '#shared/lib/ids.ts';
import type { AccountView, BrandRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { brandDraftOf, newBrandDraft, profileOf, wrongIn } from './brand-draft.ts';
import { BrandFields } from './brand-fields.tsx';
import { EmbedCode } from './embed-code.tsx';
import { readOrigins } from './origins.ts';
import { Section } from './section.tsx';
import styles from './accounts.module.css';

export interface ChatFormProps {
  /** Null: a new one. */
  account: AccountView | null;
  accounts: readonly AccountView[];
  brands: readonly BrandRow[];
  onDone: () => void;
}

const NEW_BRAND = 'new';
const MIN_SECRET = 16;
const kept = z.object({ allowedOrigins: z.array(z.string()).default([]) });

/** A web chat and the brand it speaks for, in one form. */
export function ChatForm({ account, accounts, brands, onDone }: ChatFormProps) {
  const t = useText();
  const form = useChatForm({ account, accounts, brands, onDone });
  const { fields, wrong } = form;
  return (
    <Section
      title={t(account ? 'chat.edit' : 'chat.new')}
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
      {account?.publicUrl != null && (
        <EmbedCode publicUrl={account.publicUrl} brandId={account.brandId} />
      )}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <TextField
          label={t('chat.name')}
          hint={t('chat.nameHint')}
          value={fields.name}
          onChange={(name) => form.change({ name })}
          error={wrong.has('name') ? t('accounts.mail.needed') : undefined}
          isRequired
        />
        {!account && (
          <Select
            label={t('accounts.brand')}
            hint={t('chat.brandHint')}
            value={form.brandId}
            onChange={form.chooseBrand}
            options={form.brandOptions}
          />
        )}
        <BrandFields
          draft={form.brand}
          wrong={form.wrongBrand}
          onChange={form.changeBrand}
          isChatOnly
        />
        <TextArea
          label={t('chat.origins')}
          hint={t('chat.originsHint')}
          error={
            wrong.has('origins')
              ? t('chat.originBad', { words: readOrigins(fields.origins).unread.join(' ') })
              : undefined
          }
          value={fields.origins}
          onChange={(origins) => form.change({ origins })}
          spellCheck="false"
          rows={2}
        />
        <TextField
          label={t('chat.secret')}
          hint={
            account?.secretNames.includes('identitySecret')
              ? t('accounts.mail.kept')
              : t('chat.secretHint')
          }
          type="password"
          autoComplete="new-password"
          value={fields.secret}
          onChange={(secret) => form.change({ secret })}
          error={wrong.has('secret') ? t('chat.secretShort') : undefined}
        />
        <div className={styles.bar}>
          <Button kind="primary" type="submit" isBusy={form.isSaving}>
            {t(account ? 'ui.save' : 'chat.connect')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function useChatForm({ account, accounts, brands, onDone }: ChatFormProps) {
  const t = useText();
  const language = useLanguage();
  const taken = new Set(
    accounts.filter((one) => one.channel === 'webchat').map((one) => one.brandId as string),
  );
  const free = brands.filter((brand) => !brand.isDemo && !taken.has(brand.id));
  const draftFor = (id: string) => {
    const brand = brands.find((one) => one.id === id);
    return brand
      ? brandDraftOf(brand)
      : newBrandDraft(language, Intl.DateTimeFormat().resolvedOptions().timeZone);
  };
  const first = account?.brandId ?? free[0]?.id ?? NEW_BRAND;
  const [brandId, setBrandId] = useState<string>(first);
  const [brand, setBrand] = useState(() => draftFor(first));
  const [ids] = useState(() => ({
    account: account?.id ?? (newId() as AccountId),
    brand: newId() as BrandId,
  }));
  const [fields, setFields] = useState(() => {
    const read = kept.safeParse(account?.config);
    return {
      name: account?.name ?? t('words.channel.webchat'),
      origins: read.success ? read.data.allowedOrigins.join('\n') : '',
      secret: '',
    };
  });
  const [isChecked, setChecked] = useState(false);
  const [addBrand, adding] = api.useBrandAddMutation();
  const [changeBrand, changing] = api.useBrandChangeMutation();
  const [connect, connecting] = api.useAccountConnectMutation();
  const [reconfigure, reconfiguring] = api.useAccountReconfigureMutation();

  const origins = readOrigins(fields.origins);
  const wrongBrand = wrongIn(brand);
  const wrong = new Set<'name' | 'origins' | 'secret'>();
  if (fields.name.trim() === '') wrong.add('name');
  if (origins.unread.length > 0) wrong.add('origins');
  if (fields.secret !== '' && fields.secret.length < MIN_SECRET) wrong.add('secret');

  const save = async () => {
    setChecked(true);
    if (wrong.size > 0 || wrongBrand.length > 0) return;
    const id = brandId === NEW_BRAND ? ids.brand : (brandId as BrandId);
    const about = {
      accountId: ids.account,
      brandId: id,
      name: fields.name.trim(),
      address: id,
      config: { allowedOrigins: origins.origins },
      secrets: fields.secret === '' ? {} : { identitySecret: fields.secret },
    };
    try {
      const profile = profileOf(brand);
      if (brandId === NEW_BRAND) await addBrand({ brandId: id, profile }).unwrap();
      else await changeBrand({ brandId: id, profile }).unwrap();
      if (account) await reconfigure({ ...about, address: account.address }).unwrap();
      else await connect({ ...about, channel: 'webchat' }).unwrap();
      showToast({ text: t('accounts.done.saved'), tone: 'success', group: 'chat' });
      onDone();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'chat' });
    }
  };
  return {
    fields,
    change: (next: Partial<typeof fields>) => setFields((old) => ({ ...old, ...next })),
    brand,
    changeBrand: (next: Partial<typeof brand>) => setBrand((old) => ({ ...old, ...next })),
    brandId,
    brandOptions: [
      ...free.map(({ id, name }) => ({ id: id as string, label: name })),
      { id: NEW_BRAND, label: t('chat.newBrand') },
    ],
    chooseBrand: (id: string) => {
      setBrandId(id);
      setBrand(draftFor(id));
    },
    wrong: isChecked ? wrong : new Set<string>(),
    wrongBrand: isChecked ? wrongBrand : [],
    isSaving:
      adding.isLoading || changing.isLoading || connecting.isLoading || reconfiguring.isLoading,
    save,
  };
}
