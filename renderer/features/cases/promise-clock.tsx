import { Circle, Square, Triangle } from 'lucide-react';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { dueState, isLastMinutes } from '#renderer/ui/format/due.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { clock, duration, exactTime } from '#renderer/ui/format/times.ts';
import { useNow, useQuickNow } from '#renderer/ui/use-now.ts';

/** A state has a shape of its own: a disc, a triangle, a square. */
const faces = {
  fine: { tone: 'ok', Icon: Circle },
  near: { tone: 'wa', Icon: Triangle },
  over: { tone: 'da', Icon: Square },
} as const;

/** How long until what the customer was told, or how long it is over. */
export function PromiseClock({
  dueAt,
  isBare = false,
  className,
}: {
  dueAt: number;
  /** Where the place already says that it is a promise. */
  isBare?: boolean;
  className?: string | undefined;
}) {
  const t = useText();
  const language = useLanguage();
  const isLast = isLastMinutes(dueAt, useNow());
  const now = useQuickNow(isLast);
  const state = dueState(dueAt, now);
  const { tone, Icon } = faces[state];
  const left = Math.abs(dueAt - now);
  const time = isLast ? clock(left) : duration(left, language);
  const over = isBare ? 'cases.clock.bareOver' : 'cases.clock.over';
  const said = state === 'over' ? over : 'cases.clock.left';
  return (
    <Chip
      tone={tone}
      className={className}
      title={t('cases.clock.title', { time: exactTime(dueAt) })}
      icon={<Icon size={10} fill="currentColor" aria-hidden />}
    >
      {isBare && <Hidden>{t('cases.promise')} </Hidden>}
      <span className="num">{isBare && state !== 'over' ? time : t(said, { time })}</span>
    </Chip>
  );
}
