import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './contact-panel.module.css';

/** Under a small form: not now, or keep it. */
export function EditButtons({
  onCancel,
  isDisabled = false,
}: {
  onCancel: () => void;
  isDisabled?: boolean;
}) {
  const t = useText();
  return (
    <div className={styles.buttons}>
      <Button size="small" onPress={onCancel}>
        {t('ui.cancel')}
      </Button>
      <Button size="small" kind="primary" type="submit" isDisabled={isDisabled}>
        {t('ui.save')}
      </Button>
    </div>
  );
}
