import { ShieldCheck, ShieldX } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Chip } from '#renderer/ui/chip.tsx';

/** In the head of a conversation: verified, or locked; nothing while nothing was checked. */
export function CheckChip({ conversationId }: { conversationId: ConversationId }) {
  const t = useText();
  const { data } = verificationApi.useVerificationGetQuery({ conversationId, handle: null });
  if (!data) return null;
  if (data.lockedUntilAt !== null)
    return (
      <Chip tone="da" icon={<ShieldX size={12} aria-hidden />}>
        {t('verify.state.lockedShort')}
      </Chip>
    );
  if (data.highest === 0) return null;
  return (
    <Chip tone={data.highest >= 2 ? 'ok' : 'wa'} icon={<ShieldCheck size={12} aria-hidden />}>
      {t('verify.state.short', { level: data.highest })}
    </Chip>
  );
}
