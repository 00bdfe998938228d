import { createApi, fakeBaseQuery, type EndpointBuilder } from '@reduxjs/toolkit/query/react';
import type { CommandResult } from '#shared/contract/errors.ts';
import { newId } from './new-id.ts';
import { Unreachable, type EngineClient } from './connection.ts';

/** Why a call has no answer. `rejected`: the domain said no. `unreachable`: no engine. `failed`: a fault of ours. */
export interface CallError {
  kind: 'rejected' | 'unreachable' | 'failed';
  /** A rejection code of the domain, an error code of the carrier, or `unreachable`. */
  code: string;
  details: Record<string, string | number>;
}

/** What the store hands every endpoint. */
export interface EngineExtra {
  engine: EngineClient;
}

export const tagTypes = [
  'session',
  'status',
  'inbox',
  'conversation',
  'contact',
  'contacts',
  'accounts',
  'brands',
  'agents',
  'outbox',
  'notifications',
  'drafts',
  'preferences',
  'search',
  'upkeep',
] as const;
export type TagType = (typeof tagTypes)[number];
export type Tag = TagType | { type: TagType; id: string };

/** Every endpoint asks the engine itself. */
const base = fakeBaseQuery<CallError>();
type Build = EndpointBuilder<typeof base, TagType, 'engine'>;
type Ask<I, O> = (engine: EngineClient) => (input: I) => Promise<O>;

export function callErrorOf(error: unknown): CallError {
  if (error instanceof Unreachable || (error instanceof Error && /WebSocket/.test(error.message)))
    return { kind: 'unreachable', code: 'unreachable', details: {} };
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? error.code
      : 'unexpected';
  return { kind: 'failed', code, details: {} };
}

const engineOf = (extra: unknown): EngineClient => (extra as EngineExtra).engine;

type Answer<O> = { data: O; error?: never } | { error: CallError; data?: never };

async function answer<O>(call: () => Promise<O>): Promise<Answer<O>> {
  try {
    return { data: await call() };
  } catch (error) {
    return { error: callErrorOf(error) };
  }
}

/** A query of the contract, kept until one of its tags changes. */
const query = <I, O>(build: Build, ask: Ask<I, O>, tags: (input: I) => Tag[]) =>
  build.query<O, I>({
    queryFn: (input, { extra }) => answer(() => ask(engineOf(extra))(input)),
    providesTags: (_result, _error, input) => tags(input),
  });

/** A query without input. */
const whole = <O>(build: Build, ask: (engine: EngineClient) => Promise<O>, tags: Tag[]) =>
  build.query<O, void>({
    queryFn: (_input, { extra }) => answer(() => ask(engineOf(extra))),
    providesTags: tags,
  });

/** A command. Carries an id of its own, so that a repeat after a broken connection is harmless. */
const command = <I extends { commandId?: string | undefined }, O extends { ok: boolean }>(
  build: Build,
  ask: Ask<I, O>,
) =>
  build.mutation<Extract<O, { ok: true }>, I>({
    queryFn: async (input, { extra }) => {
      const result = await answer(() =>
        ask(engineOf(extra))({ ...input, commandId: input.commandId ?? newId() }),
      );
      if (result.error) return { error: result.error };
      if (result.data.ok) return { data: result.data as Extract<O, { ok: true }> };
      const { rejection } = result.data as unknown as Extract<CommandResult, { ok: false }>;
      return {
        error: { kind: 'rejected', code: rejection.code, details: rejection.details ?? {} },
      };
    },
  });

/** A call with an effect that is no command of the domain. */
const act = <I, O>(build: Build, ask: Ask<I, O>, tags: Tag[] = []) =>
  build.mutation<O, I>({
    queryFn: (input, { extra }) => answer(() => ask(engineOf(extra))(input)),
    invalidatesTags: tags,
  });

type Input<F> = F extends (input: infer I, ...rest: never[]) => unknown ? I : never;
type PageInput = Input<EngineClient['inbox']['page']>;

/** Every query and command of the contract as hooks. Lists that page by key read `engine` themselves. */
export const api = createApi({
  reducerPath: 'engine',
  baseQuery: base,
  tagTypes,
  keepUnusedDataFor: 120,
  endpoints: (build) => ({
    sessionMe: whole(build, (e) => e.session.me(), ['session', 'agents']),
    sessionStatus: whole(build, (e) => e.session.status(), ['status', 'accounts', 'outbox']),
    inboxViews: whole(build, (e) => e.inbox.views(), ['inbox']),
    inboxPage: query(
      build,
      (e) => (input: PageInput) => e.inbox.page(input),
      () => ['inbox'],
    ),
    conversationGet: query(
      build,
      (e) => e.conversation.get,
      ({ conversationId: id }) => [{ type: 'conversation', id }],
    ),
    conversationByNumber: query(
      build,
      (e) => e.conversation.byNumber,
      () => ['inbox'],
    ),
    conversationFind: query(
      build,
      (e) => e.conversation.find,
      ({ conversationId: id }) => [{ type: 'conversation', id }],
    ),
    messageSource: query(
      build,
      (e) => e.message.source,
      () => [],
    ),
    contactGet: query(
      build,
      (e) => e.contact.get,
      ({ contactId: id }) => [{ type: 'contact', id }, 'contacts'],
    ),
    contactSuggestions: query(
      build,
      (e) => e.contact.suggestions,
      ({ contactId: id }) => [{ type: 'contact', id }, 'contacts'],
    ),
    contactFields: whole(build, (e) => e.contact.fields(), ['brands']),
    contactErasePreview: query(
      build,
      (e) => e.contact.erasePreview,
      () => ['contacts'],
    ),
    contactConversations: query(
      build,
      (e) => e.contact.conversations,
      ({ contactId: id }) => [{ type: 'contact', id }, 'contacts', 'inbox'],
    ),
    contactSuggest: query(
      build,
      (e) => e.contact.suggest,
      () => ['contact'],
    ),
    searchMessages: query(
      build,
      (e) => e.search.messages,
      () => ['search'],
    ),
    searchQuick: query(
      build,
      (e) => e.search.quick,
      () => ['search'],
    ),
    outboxPage: query(
      build,
      (e) => e.outbox.page,
      () => ['outbox'],
    ),
    accountList: whole(build, (e) => e.account.list(), ['accounts']),
    accountPresets: query(
      build,
      (e) => e.account.presets,
      () => [],
    ),
    brandList: whole(build, (e) => e.brand.list(), ['brands']),
    agentList: whole(build, (e) => e.agent.list(), ['agents']),
    draftGet: query(
      build,
      (e) => e.draft.get,
      ({ conversationId: id }) => [{ type: 'drafts', id }],
    ),
    notificationPage: query(
      build,
      (e) => e.notification.page,
      () => ['notifications'],
    ),
    preferencesGet: whole(build, (e) => e.preferences.get(), ['preferences']),
    upkeepState: whole(build, (e) => e.upkeep.state(), ['upkeep']),
    quarantinePage: query(
      build,
      (e) => e.quarantine.page,
      () => ['status'],
    ),

    conversationAssign: command(build, (e) => e.conversation.assign),
    conversationResolve: command(build, (e) => e.conversation.resolve),
    conversationReopen: command(build, (e) => e.conversation.reopen),
    conversationWait: command(build, (e) => e.conversation.wait),
    conversationSnooze: command(build, (e) => e.conversation.snooze),
    conversationWake: command(build, (e) => e.conversation.wake),
    conversationPrioritise: command(build, (e) => e.conversation.prioritise),
    conversationTag: command(build, (e) => e.conversation.tag),
    conversationUntag: command(build, (e) => e.conversation.untag),
    conversationRename: command(build, (e) => e.conversation.rename),
    conversationMerge: command(build, (e) => e.conversation.merge),
    conversationMarkRead: command(build, (e) => e.conversation.markRead),
    conversationMarkUnread: command(build, (e) => e.conversation.markUnread),
    messageSend: command(build, (e) => e.message.send),
    messageNote: command(build, (e) => e.message.note),
    messageCompose: command(build, (e) => e.message.compose),
    messageWithdraw: command(build, (e) => e.message.withdraw),
    messageRetry: command(build, (e) => e.message.retry),
    messageSettle: command(build, (e) => e.message.settle),
    messageSendNow: command(build, (e) => e.message.sendNow),
    contactAdd: command(build, (e) => e.contact.add),
    contactChangeFields: command(build, (e) => e.contact.changeFields),
    contactConsent: command(build, (e) => e.contact.consent),
    contactWithdrawConsent: command(build, (e) => e.contact.withdrawConsent),
    contactLink: command(build, (e) => e.contact.link),
    contactUnlink: command(build, (e) => e.contact.unlink),
    contactDismissSuggestion: command(build, (e) => e.contact.dismissSuggestion),
    contactReveal: command(build, (e) => e.contact.reveal),
    contactErase: command(build, (e) => e.contact.erase),
    contactDefineFields: command(build, (e) => e.contact.defineFields),
    contactRename: command(build, (e) => e.contact.rename),
    contactDescribe: command(build, (e) => e.contact.describe),
    contactAddIdentity: command(build, (e) => e.contact.addIdentity),
    contactRemoveIdentity: command(build, (e) => e.contact.removeIdentity),
    accountConnect: command(build, (e) => e.account.connect),
    accountReconfigure: command(build, (e) => e.account.reconfigure),
    accountPause: command(build, (e) => e.account.pause),
    accountResume: command(build, (e) => e.account.resume),
    accountRemove: command(build, (e) => e.account.remove),
    brandAdd: command(build, (e) => e.brand.add),
    brandChange: command(build, (e) => e.brand.change),
    agentDescribe: command(build, (e) => e.agent.describe),
    agentChangePresence: command(build, (e) => e.agent.changePresence),
    workspaceRename: command(build, (e) => e.workspace.rename),
    workspaceCreateDemo: command(build, (e) => e.workspace.createDemo),
    workspaceRemoveDemo: command(build, (e) => e.workspace.removeDemo),

    accountTest: act(build, (e) => e.account.test),
    accountRefresh: act(build, (e) => e.account.refresh, ['accounts']),
    conversationSignal: act(build, (e) => e.conversation.signal),
    upkeepCheck: act(build, (e) => (_nothing: void) => e.upkeep.check()),
    upkeepBackUp: act(build, (e) => (_nothing: void) => e.upkeep.backUp(), ['upkeep']),
    draftSave: act(build, (e) => e.draft.save),
    notificationDone: act(build, (e) => e.notification.done, ['notifications']),
    preferencesSet: act(build, (e) => e.preferences.set, ['preferences']),
  }),
});
