import { useState } from 'react';
import { useSelector } from 'react-redux';
import { api } from '#renderer/bridge/api.ts';
import { selectConnection } from '#renderer/bridge/connection-slice.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';

/** What everybody at this window must know: the engine is gone, or a file of it was damaged. */
export function WindowBanners() {
  const t = useText();
  const bridge = useBridge();
  const { phase } = useSelector(selectConnection);
  const { data: status } = api.useSessionStatusQuery();
  const [seen, setSeen] = useState<readonly number[]>([]);
  const notice = status?.notices.find((one) => !seen.includes(one.at));
  return (
    <>
      {phase === 'offline' && (
        <Banner
          look="bar"
          tone="wa"
          action={
            <Button size="small" onPress={() => bridge.retry()}>
              {t('app.sync.retry')}
            </Button>
          }
        >
          {t('app.sync.lost')}
        </Banner>
      )}
      {notice && (
        <Banner look="bar" tone="wa" onClose={() => setSeen([...seen, notice.at])}>
          {notice.code === 'desk.doubtful'
            ? t('app.notice.desk.doubtful')
            : t('app.notice.desk.damaged', { detail: notice.detail })}
        </Banner>
      )}
    </>
  );
}
