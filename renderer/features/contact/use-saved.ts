import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

/** Tells that a change of a customer was kept, and offers to take it back. */
export function useSaved() {
  const t = useText();
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  return (change: () => Promise<unknown>, undo: () => Promise<unknown>): Promise<boolean> =>
    change().then(
      () => {
        showToast({
          text: t('contacts.saved'),
          group: 'contact',
          action: {
            label: t('ui.undo'),
            keys: 'Z',
            onAct: () => void undo().catch(failed),
          },
        });
        return true;
      },
      (error: unknown) => {
        failed(error);
        return false;
      },
    );
}
