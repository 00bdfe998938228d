import { useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** Demo or empty: what is there now, what the person wants, and making it so. */
export function useStart() {
  const t = useText();
  const accounts = api.useAccountListQuery();
  const brands = api.useBrandListQuery();
  const [chosen, setChosen] = useState<'demo' | 'empty' | null>(null);
  const [create, creating] = api.useWorkspaceCreateDemoMutation();
  const [remove, removing] = api.useWorkspaceRemoveDemoMutation();
  const hasDemo = [...(accounts.data ?? []), ...(brands.data ?? [])].some((one) => one.isDemo);
  const choice = chosen ?? (hasDemo ? 'demo' : 'empty');
  return {
    hasDemo,
    choice,
    choose: setChosen,
    isWorking: creating.isLoading || removing.isLoading,
    /** False when it could not be done. */
    carryOut: async (): Promise<boolean> => {
      try {
        if (choice === 'demo' && !hasDemo) await create({}).unwrap();
        if (choice === 'empty' && hasDemo) await remove({}).unwrap();
        return true;
      } catch (error) {
        showToast({ text: explain(t, error), tone: 'danger', group: 'welcome' });
        return false;
      }
    },
  };
}
export type Start = ReturnType<typeof useStart>;
