import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { AgentId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { CommandEnvelope } from '#shared/domain/event.ts';
import type { Inbound } from '#main/channels/channel.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openBlobs } from '#main/platform/blobs.ts';
import { anchorKey, openAudit } from '#main/journal/audit.ts';
import { idMaker } from '#main/platform/random.ts';
import { openProjection } from '#main/projection/projection.ts';
import { maskFile } from '#main/platform/mask-bytes.ts';
import { openSearch } from '#main/projection/search.ts';
import { openAccounts } from './accounts.ts';
import { openAbout } from './about.ts';
import { openAlerts } from './alerts.ts';
import { openCardGate } from './card-gate.ts';
import { openCustomers } from './customers.ts';
import { openDrafts } from './drafts.ts';
import { openChanges } from './changes.ts';
import { openCore } from './core.ts';
import { markClosed, openDeskFile, openOwedCheck } from './desk-file.ts';
import { openEscalations } from './escalations.ts';
import { followUp } from './follow-ups.ts';
import { openHosts } from './host.ts';
import { openIntake } from './intake.ts';
import { openLanes } from './lanes.ts';
import { openPaymentDesk } from './payment-desk.ts';
import { openEngineRecords } from './records.ts';
import { openSignals } from './signals.ts';
import { openSnoozes } from './snoozes.ts';
import { openTranscripts } from './transcripts.ts';
import type { EngineOptions } from './options.ts';
import { verificationFollower } from './verification-follower.ts';
import { openWorkspace } from './workspace.ts';
import { openWriting } from './writing.ts';

export type Engine = Awaited<ReturnType<typeof openEngine>>;

/** The agent of a solo desk; a team has many, each with an id of their own. */
const SOLO_AGENT = 'agent-1' as AgentId;

/** One running desk: journal, projection, channels. The same for Electron, browser and hub. */
export async function openEngine(options: EngineOptions) {
  const { clock, random, log } = options;
  const newId = idMaker(clock, random);
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const deskFile = path.join(options.folder, 'desk.db');
  const { db, setAside, isChecked } = openDeskFile(deskFile, clock, log);
  const journal = openSqliteJournal(db);
  const projection = openProjection(db, journal, { newId });
  if (setAside) projection.addNotice('desk.damaged', setAside, clock.now());
  const blobs = openBlobs(path.join(options.folder, 'blobs'), db);
  const changes = openChanges();
  const search = openSearch({
    worker: options.searchWorker,
    searchFile: path.join(options.folder, 'search.db'),
    deskFile,
    log,
  });
  const gate = openCardGate();
  const signals = openSignals(changes, projection);

  const { secrets, shell } = options;
  const key = await anchorKey(secrets, random, log);
  const audit = openAudit({ db, key, shell, device: hostname() });
  const core = openCore({
    db,
    journal,
    projection,
    audit,
    ...(options.crashpoint ? { crashpoint: options.crashpoint } : {}),
    follow: verificationFollower(projection),
    masked: () => {
      db.checkpoint('TRUNCATE');
      search.rebuild();
    },
    published: (tags, seq) => {
      changes.publish({ kind: 'tags', tags, seq });
      if (tags.includes('all')) search.rebuild();
      else if (tags.includes('inbox')) search.changed();
      snoozes.arm();
    },
  });
  const alerts = openAlerts({ projection, changes, clock, agentId: () => SOLO_AGENT });
  const snoozes = openSnoozes({ core, projection, clock, newId, alerts });
  const intake = openIntake({
    core,
    projection,
    blobs,
    gate,
    clock,
    newId,
    arrived: ({ conversationId, messageId }, inbound) =>
      arrived(conversationId, messageId, inbound),
  });

  function arrived(conversationId: ConversationId, messageId: MessageId, inbound: Inbound) {
    if (inbound.isAutomatic || inbound.isDemo || inbound.isHistory) return;
    records.noticed(conversationId);
    const body = projection.findMessage(messageId)?.body;
    alerts.raise('message', {
      conversationId,
      title: gate.line(inbound.from.name ?? inbound.from.address),
      text: body?.text ?? '',
    });
  }

  const lanes = openLanes({
    ...options,
    core,
    projection,
    newId,
    readBlob: blobs.read,
    filled: (message) => payments.codes.filled(message),
    failed: (conversationId, message, kind, reason) =>
      alerts.raise(kind === 'failed' ? 'send-failed' : 'send-doubtful', {
        conversationId,
        title: message.to[0]?.name ?? message.to[0]?.address ?? '',
        text: reason,
      }),
  });
  const accounts = openAccounts({
    ...options,
    core,
    projection,
    lanes,
    secrets,
    log,
    newId,
    now: clock.now,
    actor: () => `agent:${SOLO_AGENT}`,
    changed: () => changes.publish({ kind: 'tags', tags: ['accounts', 'status'], seq: 0 }),
    troubled: (account, code) =>
      alerts.raise('account-trouble', {
        conversationId: null,
        title: account.name,
        text: code ?? '',
      }),
    host: openHosts({
      core,
      intake,
      projection,
      blobs,
      changes,
      clock,
      log,
      newId,
      report: (accountId, status) => accounts.report(accountId, status),
      customerSignal: signals.fromCustomer,
      onAgentSignal: signals.onAgent,
      mask: (bytes) => maskFile(bytes, 'text/plain'),
      transcripts: () => transcripts,
      codes: () => payments.codes,
      bounced: (conversationId, reason) =>
        alerts.raise('send-failed', { conversationId, title: reason, text: reason }),
    }),
  });
  const transcripts = openTranscripts({
    core,
    projection,
    accounts,
    lanes,
    gate,
    clock,
    newId,
  });
  const writing = openWriting({
    core,
    projection,
    accounts,
    lanes,
    blobs,
    gate,
    clock,
    newId,
    agentId: () => SOLO_AGENT,
  });

  const escalations = openEscalations({
    core,
    projection,
    writing,
    clock,
    newId,
    agentId: () => SOLO_AGENT,
  });

  const execute = (commands: DomainCommand[], envelope: CommandEnvelope) => {
    const outcome = core.execute(commands, envelope);
    if (outcome.ok) followUp(commands, { accounts, lanes, records });
    return outcome;
  };
  const records = openEngineRecords({
    ...options,
    core,
    projection,
    changes,
    newId,
    actor: `agent:${SOLO_AGENT}`,
  });
  const payments = openPaymentDesk({
    ...options,
    core,
    projection,
    records,
    audit,
    accounts,
    lanes,
    writing,
    alerts,
    newId,
    agent: SOLO_AGENT,
  });
  const about = openAbout({
    ...options,
    projection,
    journal,
    accounts,
    agentId: SOLO_AGENT,
    secretStore: secrets.kind,
  });

  const parts = { db, core, journal, projection, blobs, audit, gate, clock, newId, search };
  const { folder } = options;
  const customers = openCustomers({ ...parts, records, folder, agentId: SOLO_AGENT });

  const engine = {
    clock,
    newId,
    agentId: SOLO_AGENT,
    projection,
    blobs,
    gate,
    changes,
    alerts,
    accounts,
    writing,
    escalations,
    search,
    audit,
    ...customers,
    records,
    ...payments,
    execute,
    headSeq: () => journal.head(),
    ...about,
    saveDraft: openDrafts({ projection, gate, changes, clock }),
    seen: (conversationId: ConversationId) => {
      const conversation = projection.conversation(conversationId);
      if (conversation) accounts.seen(conversation.accountId, conversationId);
    },
    agentSignal: signals.fromAgent,
    sourceOf: async (messageId: MessageId): Promise<string | null> => {
      const raw = projection.findMessage(messageId)?.raw;
      return raw ? Buffer.from(await blobs.read(raw)).toString('utf8') : null;
    },
    ...openWorkspace({
      execute,
      intake,
      projection,
      clock,
      newId,
      parseMail: options.parseMail,
      agentId: SOLO_AGENT,
      reconcile: accounts.reconcile,
      connectDemo: records.connectDemo,
    }),
    start: async () => {
      // Nobody waits for a sample or a folder.
      void records.reconcile();
      await accounts.reconcile();
    },
    /** After sleep: every channel asks at once instead of at its next poll. */
    wake: () => {
      accounts.refresh();
      lanes.nudge();
    },
    stop: async () => {
      cancelCheckpoint();
      check?.cancel();
      snoozes.stop();
      payments.verification.stop();
      await accounts.stop();
      await records.stop();
      await search.close();
      audit.anchor(clock.now());
      db.checkpoint('TRUNCATE');
      db.close();
      if (!check?.isDoubtful()) markClosed(deskFile);
    },
  };
  const check = isChecked ? null : openOwedCheck(clock, search.isDeskIntact, damageFound);
  function damageFound() {
    log.error({}, 'the database is damaged; it will be set aside at the next start');
    projection.addNotice('desk.doubtful', '', clock.now());
    changes.publish({ kind: 'tags', tags: ['status'], seq: 0 });
  }
  const cancelCheckpoint = clock.every(30 * SECOND_MS, () => db.checkpoint('PASSIVE'));
  snoozes.arm();
  return engine;
}
