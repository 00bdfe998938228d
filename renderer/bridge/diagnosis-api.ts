import { api } from './api.ts';
import { act, command, query, whole } from './endpoints.ts';

/** The calls about what went wrong. */
export const diagnosisApi = api.injectEndpoints({
  endpoints: (build) => ({
    diagnosisGet: query(
      build,
      (e) => e.diagnosis.get,
      ({ conversationId: id }) => [
        { type: 'diagnosis', id },
        { type: 'verification', id },
        'incidents',
        'brands',
      ],
    ),
    diagnosisStart: command(build, (e) => e.diagnosis.start),
    diagnosisStep: command(build, (e) => e.diagnosis.step),
    diagnosisConclude: command(build, (e) => e.diagnosis.conclude),
    diagnosisText: act(build, (e) => e.diagnosis.text),
    diagnosisReport: query(
      build,
      (e) => e.diagnosis.report,
      () => ['diagnosis'],
    ),
    diagnosisExport: act(build, (e) => e.diagnosis.export),
    incidentList: whole(build, (e) => e.incident.list(), ['incidents']),
    incidentGet: query(
      build,
      (e) => e.incident.get,
      () => ['incidents', 'diagnosis'],
    ),
    incidentOpen: command(build, (e) => e.incident.open),
    incidentLink: command(build, (e) => e.incident.link),
    incidentUnlink: command(build, (e) => e.incident.unlink),
    incidentUpdate: command(build, (e) => e.incident.update),
    incidentClose: command(build, (e) => e.incident.close),
  }),
});
