import { useEffect, useSyncExternalStore } from 'react';
import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { announce } from './announcer.ts';
import { Button } from './button.tsx';
import { cx } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { toasts, type Toast, type ToastTone } from './toast-queue.ts';
import styles from './toast-region.module.css';

const icons: Record<ToastTone, typeof Info> = {
  plain: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonAlert,
};

/** Bottom corner of the window; hovering or focusing it stops the clock. */
export function ToastRegion() {
  const t = useText();
  const list = useSyncExternalStore(toasts.subscribe, toasts.list);
  if (list.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only stops the clock
    <section
      aria-label={t('ui.toasts')}
      data-region="toasts"
      tabIndex={-1}
      className={styles.region}
      onPointerEnter={() => toasts.pause()}
      onPointerLeave={() => toasts.resume()}
      onFocus={() => toasts.pause()}
      onBlur={() => toasts.resume()}
    >
      {list.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useText();
  const Icon = icons[toast.tone];
  const { action, text, tone } = toast;
  useEffect(() => {
    announce(text, { urgency: tone === 'danger' ? 'assertive' : 'polite' });
  }, [text, tone]);
  return (
    <div className={cx(styles.toast, styles[tone])}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div className={styles.words}>
        {text}
        {toast.detail !== undefined && <div className={styles.detail}>{toast.detail}</div>}
      </div>
      {action && (
        <Button
          size="small"
          className={styles.act}
          onPress={() => {
            toasts.close(toast.id);
            action.onAct();
          }}
        >
          {action.keys ? `${action.label} (${action.keys})` : action.label}
        </Button>
      )}
      <IconButton
        label={t('ui.close')}
        size="small"
        side="top"
        icon={<X size={14} aria-hidden />}
        onPress={() => toasts.close(toast.id)}
      />
    </div>
  );
}
