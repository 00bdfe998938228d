import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { Start } from './use-start.ts';

export function StartStep({ start }: { start: Start }) {
  const t = useText();
  return (
    <>
      <RadioGroup<'demo' | 'empty'>
        ariaLabel={t('welcome.step.start')}
        value={start.choice}
        onChange={start.choose}
        isDisabled={start.isWorking}
        options={[
          { id: 'demo', label: t('welcome.start.demo'), note: t('welcome.start.demoHint') },
          { id: 'empty', label: t('welcome.start.empty'), note: t('welcome.start.emptyHint') },
        ]}
      />
      {start.hasDemo && start.choice === 'empty' && (
        <Banner tone="wa">{t('welcome.start.hasDemo')}</Banner>
      )}
      {start.isWorking && <Progress label={t('welcome.start.working')} value={null} />}
    </>
  );
}
