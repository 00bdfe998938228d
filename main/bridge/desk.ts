import type { Engine } from '#main/engine/engine.ts';
import type { Implementer } from './router.ts';

export function deskHandlers(os: Implementer, engine: Engine) {
  const { projection } = engine;
  const { session, notification, preferences, quarantine, upkeep, changes } = os;
  return {
    session: {
      me: session.me.handler(() => engine.me()),
      status: session.status.handler(() => engine.status()),
    },
    notification: {
      page: notification.page.handler(({ input }) => projection.notifications(input.limit)),
      done: notification.done.handler(({ input }) => {
        projection.doneNotifications(input.ids);
        engine.changes.publish({ kind: 'tags', tags: ['notifications'], seq: 0 });
        return {};
      }),
    },
    preferences: {
      get: preferences.get.handler(() => projection.preferences()),
      set: preferences.set.handler(({ input }) => {
        const next = projection.setPreferences(input);
        engine.changes.publish({ kind: 'tags', tags: ['preferences'], seq: 0 });
        return next;
      }),
    },
    quarantine: {
      page: quarantine.page.handler(({ input }) => projection.quarantine(input.limit)),
    },
    upkeep: {
      state: upkeep.state.handler(() => engine.upkeep.state()),
      check: upkeep.check.handler(() => engine.upkeep.check()),
      backUp: upkeep.backUp.handler(() => engine.upkeep.backUp()),
    },
    changes: changes.handler(({ signal }) => engine.changes.stream(signal)),
  };
}
