import type { CommandId } from '#shared/lib/ids.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Alerts } from './alerts.ts';
import type { Core } from './core.ts';

/** Brings snoozed conversations back when their time has come. */
export function openSnoozes(options: {
  core: Core;
  projection: Projection;
  clock: Clock;
  newId: () => string;
  alerts: Alerts;
}) {
  const { core, projection, clock, newId, alerts } = options;
  let cancel: (() => void) | null = null;
  let armedFor: number | null = null;

  function wakeDue() {
    armedFor = null;
    for (const conversationId of projection.dueSnoozes(clock.now())) {
      const outcome = core.execute(
        [{ type: 'conversation.wake', conversationId, reason: 'time' }],
        { id: newId() as CommandId, at: clock.now(), by: 'system:snooze' },
      );
      const party = projection.conversation(conversationId)?.party;
      if (outcome.ok)
        alerts.raise('snooze-over', {
          conversationId,
          title: party?.name ?? party?.address ?? '',
          text: '',
        });
    }
    arm();
  }

  function arm() {
    const next = projection.nextSnoozeAt();
    if (next === armedFor && cancel) return;
    cancel?.();
    cancel = null;
    armedFor = next;
    // At most a minute ahead: clocks jump and machines sleep.
    if (next !== null) {
      cancel = clock.after(Math.min(MINUTE_MS, Math.max(0, next - clock.now())), () => {
        cancel = null;
        wakeDue();
      });
    }
  }

  return { arm, stop: () => cancel?.() };
}
