import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  Clock,
  Undo2,
} from 'lucide-react';
import type { ShownTransaction } from '#shared/domain/transaction/shown.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';

type Status = ShownTransaction['status'];
/** `unknown` has a shape and a colour of its own: never those of a failure. */
const looks: Record<Status, { tone: Tone; icon: typeof Clock }> = {
  created: { tone: 'ne', icon: CircleDashed },
  'requires-action': { tone: 'wa', icon: CircleAlert },
  pending: { tone: 'ac', icon: Clock },
  authorized: { tone: 'ac', icon: Clock },
  'partially-captured': { tone: 'ok', icon: CircleCheck },
  captured: { tone: 'ok', icon: CircleCheck },
  settled: { tone: 'ok', icon: CircleCheck },
  failed: { tone: 'da', icon: CircleX },
  canceled: { tone: 'ne', icon: CircleX },
  expired: { tone: 'ne', icon: CircleX },
  unknown: { tone: 'pu', icon: CircleHelp },
};

/** The payment's own state, and beside it what became of refund and dispute. */
export function StatusChips({ record }: { record: ShownTransaction }) {
  const t = useText();
  const { tone, icon: Icon } = looks[record.status];
  return (
    <>
      <Chip tone={tone} icon={<Icon size={12} aria-hidden />}>
        {t(`record.status.${record.status}`)}
      </Chip>
      {record.refundState !== 'none' && (
        <Chip tone="ac" icon={<Undo2 size={12} aria-hidden />}>
          {t(`record.refund.${record.refundState}`)}
        </Chip>
      )}
      {record.disputeState !== 'none' && (
        <Chip tone="wa" icon={<CircleAlert size={12} aria-hidden />}>
          {t(`record.dispute.${record.disputeState}`)}
        </Chip>
      )}
    </>
  );
}
