import { useState } from 'react';
import type { AccountId, BrandId } from '#shared/lib/ids.ts';
import type { AccountView, BrandRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { newBrandDraft, profileOf } from './brand-draft.ts';
import {
  configOf,
  isUsable,
  isWholeAddress,
  mailDraftOf,
  missingIn,
  newMailDraft,
  secretName,
  secretsOf,
  withPreset,
  type Hop,
  type MailDraft,
} from './mail-draft.ts';

/** A mailbox being connected or changed: its draft, its test, its saving. */
export function useMailForm(options: {
  account: AccountView | null;
  brands: readonly BrandRow[];
  onDone: () => void;
}) {
  const { account, brands, onDone } = options;
  const t = useText();
  const { engine } = useBridge();
  const [draft, setDraft] = useState<MailDraft>(() =>
    account ? mailDraftOf(account) : newMailDraft(brands.find((brand) => !brand.isDemo)?.id ?? ''),
  );
  const [preset, setPreset] = useState<{ name: string; help: string | null } | null>(null);
  const [hops, setHops] = useState<readonly Hop[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [accountId] = useState(() => account?.id ?? (newId() as AccountId));
  const [test, testing] = api.useAccountTestMutation();
  const [connect, connecting] = api.useAccountConnectMutation();
  const [reconfigure, reconfiguring] = api.useAccountReconfigureMutation();
  const [addBrand, addingBrand] = api.useBrandAddMutation();
  const [ownBrandId] = useState(() => newId() as BrandId);
  const language = useLanguage();
  const hasSecret = account?.secretNames.includes(secretName(draft.login)) ?? false;

  const change = (next: Partial<MailDraft>) => {
    setDraft((old) => ({ ...old, ...next }));
    setHops([]);
  };
  const propose = async () => {
    if (account || !isWholeAddress(draft.address)) return;
    const found = await engine.account.presets({ address: draft.address.trim() }).catch(() => null);
    if (!found) return;
    setPreset({ name: found.name, help: found.help });
    setDraft((old) => withPreset(old, found.config));
  };

  async function runTest(tested: MailDraft): Promise<boolean> {
    setHops([]);
    try {
      const answer = await test({
        channel: 'email',
        config: configOf(tested),
        secrets: secretsOf(tested),
        ...(account ? { accountId: account.id } : {}),
      }).unwrap();
      setHops(answer.hops);
      return isUsable(answer.hops);
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'mailbox' });
      return false;
    }
  }
  async function save(saved: MailDraft) {
    const about = {
      accountId,
      brandId: saved.brandId === '' ? ownBrandId : (saved.brandId as BrandId),
      name: saved.name.trim(),
      address: saved.address.trim(),
      config: configOf(saved),
      secrets: secretsOf(saved),
    };
    try {
      // A desk without a brand of its own gets one of the mailbox's name; it can be changed like any other.
      if (saved.brandId === '' && !brands.some((brand) => brand.id === ownBrandId)) {
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const profile = profileOf({ ...newBrandDraft(language, zone), name: about.name });
        await addBrand({ brandId: ownBrandId, profile }).unwrap();
      }
      if (account) await reconfigure(about).unwrap();
      else await connect({ ...about, channel: 'email' }).unwrap();
      showToast({
        text: t(account ? 'accounts.done.saved' : 'accounts.done.connected'),
        tone: 'success',
        group: 'mailbox',
      });
      onDone();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'mailbox' });
    }
  }
  const missing = missingIn(draft, hasSecret);
  const whenWhole = (act: () => Promise<unknown>) => {
    setChecked(true);
    if (missing.length === 0) void act();
  };
  return {
    draft,
    change,
    preset,
    propose,
    hops,
    hasSecret,
    /** Shown once the person tried to go on. */
    missing: isChecked ? missing : [],
    isTesting: testing.isLoading,
    isSaving: connecting.isLoading || reconfiguring.isLoading || addingBrand.isLoading,
    testOnly: () => whenWhole(() => runTest(draft)),
    testAndSave: () =>
      whenWhole(async () => {
        if (await runTest(draft)) await save(draft);
      }),
    saveAnyway: () => whenWhole(() => save(draft)),
    trust: (fingerprint: string) => {
      const next = { ...draft, pinnedCertificate: fingerprint };
      setDraft(next);
      void runTest(next);
    },
  };
}
export type MailForm = ReturnType<typeof useMailForm>;
