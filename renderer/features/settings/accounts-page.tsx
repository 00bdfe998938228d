import { useState } from 'react';
import { Mail, MessageSquareText, Plug } from 'lucide-react';
import type { AccountId } from '#shared/lib/ids.ts';
import type { AccountView } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { AccountCard, type AccountAct } from './account-card.tsx';
import { ChatForm } from './chat-form.tsx';
import { MailForm } from './mail-form.tsx';
import { Section } from './section.tsx';
import styles from './accounts.module.css';

type Editing = { channel: 'email' | 'webchat'; id: AccountId | null } | null;

/** The channels of this desk. */
export function AccountsPage() {
  const t = useText();
  const list = api.useAccountListQuery();
  const brands = api.useBrandListQuery();
  const [editing, setEditing] = useState<Editing>(null);
  const { act, busy, removing, answer } = useAccountActs((account) =>
    setEditing({ channel: account.channel === 'webchat' ? 'webchat' : 'email', id: account.id }),
  );
  const again = () => {
    void list.refetch();
    void brands.refetch();
  };
  if (!list.data || !brands.data)
    return list.error || brands.error ? (
      <ErrorState what={t('ui.failedWhat')} safe={t('ui.failedSafe')} onRetry={again} />
    ) : (
      <Waiting shape={<SkeletonRows count={3} />} onRetry={again} />
    );
  if (editing?.channel === 'email')
    return (
      <MailForm
        key={editing.id ?? 'new'}
        account={list.data.find((account) => account.id === editing.id) ?? null}
        brands={brands.data}
        onDone={() => setEditing(null)}
      />
    );
  if (editing?.channel === 'webchat')
    return (
      <ChatForm
        key={editing.id ?? 'new'}
        account={list.data.find((account) => account.id === editing.id) ?? null}
        accounts={list.data}
        brands={brands.data}
        onDone={() => setEditing(null)}
      />
    );
  const nameOf = (account: AccountView) =>
    brands.data?.find((brand) => brand.id === account.brandId)?.name ?? '';
  return (
    <Section
      title={t('accounts.title')}
      actions={
        <>
          <Button
            icon={<Mail size={16} aria-hidden />}
            onPress={() => setEditing({ channel: 'email', id: null })}
          >
            {t('accounts.addMail')}
          </Button>
          <Button
            icon={<MessageSquareText size={16} aria-hidden />}
            onPress={() => setEditing({ channel: 'webchat', id: null })}
          >
            {t('accounts.addChat')}
          </Button>
        </>
      }
    >
      {list.data.length === 0 && (
        <EmptyState icon={<Plug size={20} aria-hidden />} title={t('accounts.empty')}>
          {t('accounts.emptyHint')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {list.data.map((account) => (
          <AccountCard
            key={account.id}
            account={account}
            brandName={nameOf(account)}
            isBusy={busy === account.id}
            onAct={(what) => act(what, account)}
          />
        ))}
      </ul>
      <Confirm
        isOpen={removing !== null}
        onClose={() => answer(false)}
        title={t('accounts.remove.ask', { name: removing?.name ?? '' })}
        confirmLabel={t('accounts.remove')}
        onConfirm={() => answer(true)}
      >
        {t('accounts.remove.text')}
      </Confirm>
    </Section>
  );
}

function useAccountActs(onEdit: (account: AccountView) => void) {
  const t = useText();
  const [pause] = api.useAccountPauseMutation();
  const [resume] = api.useAccountResumeMutation();
  const [remove] = api.useAccountRemoveMutation();
  const [refresh] = api.useAccountRefreshMutation();
  const [busy, setBusy] = useState<AccountId | null>(null);
  const [removing, setRemoving] = useState<AccountView | null>(null);
  const carryOut = async (act: AccountAct, { id: accountId }: AccountView) => {
    setBusy(accountId);
    try {
      if (act === 'pause') await pause({ accountId }).unwrap();
      if (act === 'resume') await resume({ accountId }).unwrap();
      if (act === 'remove') await remove({ accountId }).unwrap();
      if (act === 'refresh') await refresh({ accountId }).unwrap();
      if (act === 'pause') showToast({ text: t('accounts.done.paused'), group: 'account' });
      if (act === 'resume') showToast({ text: t('accounts.done.resumed'), group: 'account' });
      if (act === 'remove') showToast({ text: t('accounts.done.removed'), group: 'account' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'account' });
    } finally {
      setBusy(null);
    }
  };
  return {
    busy,
    removing,
    act: (act: AccountAct, account: AccountView) => {
      if (act === 'edit') onEdit(account);
      else if (act === 'remove') setRemoving(account);
      else void carryOut(act, account);
    },
    answer: (isYes: boolean) => {
      setRemoving(null);
      if (isYes && removing) void carryOut('remove', removing);
    },
  };
}
