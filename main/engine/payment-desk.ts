import { hostname } from 'node:os';
import type { AgentId } from '#shared/lib/ids.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { Audit } from '#main/journal/audit.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { RecordDesk } from '#main/records/record-desk.ts';
import type { Accounts } from './accounts.ts';
import { openCodes } from './codes.ts';
import type { Alerts } from './alerts.ts';
import type { Core } from './core.ts';
import { openDiagnosis } from './diagnosis.ts';
import { openIncidents } from './incidents.ts';
import type { Lanes } from './lanes.ts';
import { openShownRecords } from './shown-records.ts';
import { openVerification } from './verification.ts';
import type { openWriting } from './writing.ts';

/** What an agent needs to talk about a payment: who is asking, which record, what went wrong. */
export function openPaymentDesk(options: {
  core: Core;
  projection: Projection;
  records: RecordDesk;
  audit: Pick<Audit, 'append'>;
  accounts: Pick<Accounts, 'views' | 'running'>;
  lanes: Lanes;
  writing: Pick<ReturnType<typeof openWriting>, 'tellAll'>;
  secrets: Secrets;
  random: Random;
  clock: Clock;
  newId: () => string;
  agent: AgentId;
  alerts: Alerts;
  publicUrl: (account: Account) => string | null;
}) {
  const { clock, agent, alerts, projection } = options;
  const common = { ...options, agentId: () => agent, deviceId: hostname() };
  const shownRecords = openShownRecords({
    ...options,
    envelope: () => ({ at: clock.now(), by: `agent:${agent}` }),
  });
  const verification = openVerification({
    ...common,
    records: shownRecords,
    atRisk: (conversationId, text) =>
      alerts.raise('risk', {
        conversationId,
        title: projection.conversation(conversationId)?.party.name ?? '',
        text,
      }),
  });
  return {
    shownRecords,
    verification,
    codes: openCodes({ ...options, records: shownRecords, verification }),
    diagnosis: openDiagnosis({ ...common, records: shownRecords }),
    incidents: openIncidents(common),
  };
}
