import type { CaseRow } from '#shared/contract/cases.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';

const tones: Record<CaseRow['status'], Tone> = {
  open: 'pu',
  accepted: 'ac',
  'needs-info': 'wa',
  answered: 'ok',
  confirmed: 'ok',
  closed: 'ne',
};

export function CaseStatus({ status }: { status: CaseRow['status'] }) {
  const t = useText();
  return <Chip tone={tones[status]}>{t(`cases.status.${status}`)}</Chip>;
}
