import type { CommandId } from '#shared/lib/ids.ts';
import type { Actor } from '#shared/domain/event.ts';
import { openRecordDesk, type RecordDesk } from '#main/records/record-desk.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import type { Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Changes } from './changes.ts';
import type { Core } from './core.ts';
import { demoOrders } from './demo/orders.ts';

/** Messages of a conversation that are searched for numbers. */
const MOST_MESSAGES = 50;

/** Transaction records as one engine has them: its sources, its conversations, its journal. */
export function openEngineRecords(options: {
  folder: string;
  core: Core;
  projection: Projection;
  changes: Changes;
  secrets: Secrets;
  clock: Clock;
  random: Random;
  log: Log;
  newId: () => string;
  csvWorker: URL | string;
  actor: Actor;
}): RecordDesk {
  const { core, projection, clock, newId } = options;
  return openRecordDesk({
    ...options,
    profile: options.folder,
    configured: projection.sources,
    execute(command, commandId) {
      const by =
        command.type === 'source.connect' && command.isDemo ? 'system:demo' : options.actor;
      const outcome = core.execute([command], {
        id: (commandId ?? newId()) as CommandId,
        at: clock.now(),
        by,
      });
      return outcome.ok
        ? { ok: true, seq: outcome.seq }
        : { ok: false, rejection: outcome.rejection };
    },
    quotedIn(id) {
      const conversation = projection.conversation(id);
      if (!conversation) return null;
      const messages = projection.historyOf(id, 0, MOST_MESSAGES);
      return {
        preChatOrder: conversation.preChat?.orderNumber ?? null,
        texts: [conversation.subject ?? '', ...messages.map((row) => row.body.text)],
      };
    },
    sampleOrders: demoOrders,
    sampleName: () =>
      projection.preferences().language === 'en' ? 'Sample back office' : '示例后台',
    publish: (tags) => options.changes.publish({ kind: 'tags', tags, seq: 0 }),
  });
}
