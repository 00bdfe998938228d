import type { BrandId } from '#shared/lib/ids.ts';
import { BYTE_ORDER_MARK, csvRow } from '#shared/lib/csv.ts';
import type { ChannelKind } from '#shared/domain/conversation/message-parts.ts';
import { factOf } from '#shared/domain/audit/entry.ts';
import type { Engine } from '#main/engine/engine.ts';
import { actorOf } from './respond.ts';
import type { Implementer } from './router.ts';

export function diagnosisHandlers(os: Implementer, engine: Engine) {
  const { diagnosis, incidents, projection } = engine;
  const part = os.diagnosis;
  const report = ({ from, to }: { from: number; to: number }) => {
    const rows = projection.causeCounts(from, to).map((row) => ({
      ...row,
      brandId: row.brandId as BrandId,
      brandName: projection.brand(row.brandId as BrandId)?.name ?? '',
      channel: row.channel as ChannelKind,
    }));
    return { rows, total: rows.reduce((sum, row) => sum + row.count, 0) };
  };
  return {
    diagnosis: {
      get: part.get.handler(({ input }) => diagnosis.view(input)),
      start: part.start.handler(({ input }) => diagnosis.start(input)),
      step: part.step.handler(({ input }) => diagnosis.step(input)),
      conclude: part.conclude.handler(({ input }) => diagnosis.conclude(input)),
      text: part.text.handler(({ input }) => diagnosis.text(input)),
      report: part.report.handler(({ input }) => report(input)),
      export: part.export.handler(({ input }) => {
        const { rows, total } = report(input);
        const columns = ['rootCause', 'brandName', 'channel', 'count'] as const;
        const lines = rows.map((row) => csvRow(columns.map((column) => row[column])));
        engine.audit.append(
          factOf('diagnosis.exported', 'report', 'causes', { details: { count: total } }),
          { at: engine.clock.now(), by: actorOf(engine) },
        );
        return { csv: [BYTE_ORDER_MARK + csvRow([...columns]), ...lines].join(''), count: total };
      }),
    },
    incident: {
      list: os.incident.list.handler(() => incidents.list()),
      get: os.incident.get.handler(({ input }) => incidents.get(input.incidentId)),
      open: os.incident.open.handler(({ input }) => incidents.open(input)),
      link: os.incident.link.handler(({ input }) => incidents.link(input)),
      unlink: os.incident.unlink.handler(({ input }) => incidents.unlink(input)),
      update: os.incident.update.handler(({ input }) => incidents.update(input)),
      close: os.incident.close.handler(({ input }) => incidents.close(input)),
    },
  };
}
