import { fakeBaseQuery, type EndpointBuilder } from '@reduxjs/toolkit/query/react';
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
  'audit',
  'case',
  'cases',
  'departments',
  'sources',
  'records',
  'verification',
  'incidents',
  'diagnosis',
] as const;
export type TagType = (typeof tagTypes)[number];
export type Tag = TagType | { type: TagType; id: string };

/** Every endpoint asks the engine itself. */
export const base = fakeBaseQuery<CallError>();
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
export const query = <I, O>(build: Build, ask: Ask<I, O>, tags: (input: I) => Tag[]) =>
  build.query<O, I>({
    queryFn: (input, { extra }) => answer(() => ask(engineOf(extra))(input)),
    providesTags: (_result, _error, input) => tags(input),
  });

/** A query without input. */
export const whole = <O>(build: Build, ask: (engine: EngineClient) => Promise<O>, tags: Tag[]) =>
  build.query<O, void>({
    queryFn: (_input, { extra }) => answer(() => ask(engineOf(extra))),
    providesTags: tags,
  });

/** A command. Carries an id of its own, so that a repeat after a broken connection is harmless. */
export const command = <I extends { commandId?: string | undefined }, O extends { ok: boolean }>(
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
export const act = <I, O>(build: Build, ask: Ask<I, O>, tags: Tag[] = []) =>
  build.mutation<O, I>({
    queryFn: (input, { extra }) => answer(() => ask(engineOf(extra))(input)),
    invalidatesTags: tags,
  });
