import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { accountId, agentId, brandId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import { presence } from '#shared/domain/agent/events.ts';
import { brandProfile } from '#shared/domain/workspace/events.ts';
import { command, nothing, query } from './parts.ts';
import { accountView, agentView, brandView } from './rows.ts';

/** Agents, channel accounts, brands and the workspace itself. */
export const setup = {
  account: {
    list: query(nothing, z.array(accountView)),
    presets: query(
      z.object({ address: z.string().max(400) }),
      z
        .object({
          name: z.string(),
          config: z.record(z.string(), z.unknown()),
          help: z.string().nullable(),
        })
        .nullable(),
    ),
    /** Tries every hop; keeps nothing. */
    test: query(
      z.object({
        channel: channelKind,
        config: z.record(z.string(), z.unknown()),
        secrets: z.record(z.string(), z.string()),
        accountId: accountId.optional(),
      }),
      z.object({
        hops: z.array(
          z.object({
            hop: z.string(),
            isOk: z.boolean(),
            code: z.string().nullable(),
            detail: z.string().nullable(),
          }),
        ),
      }),
    ),
    connect: command({
      accountId: accountId.optional(),
      channel: channelKind,
      brandId,
      name: z.string().trim().min(1).max(200),
      address: z.string().trim().min(1).max(400),
      config: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string()).default({}),
    }),
    reconfigure: command({
      accountId,
      brandId,
      name: z.string().trim().min(1).max(200),
      address: z.string().trim().min(1).max(400),
      config: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string()).default({}),
    }),
    pause: command({ accountId }),
    resume: command({ accountId }),
    remove: command({ accountId }),
    refresh: oc.input(z.object({ accountId })).output(z.object({})),
  },
  brand: {
    list: query(nothing, z.array(brandView)),
    add: command({ brandId: brandId.optional(), profile: brandProfile }),
    change: command({ brandId, profile: brandProfile }),
  },
  agent: {
    list: query(nothing, z.array(agentView)),
    describe: command({
      agentId,
      name: z.string().trim().min(1).max(120),
      email: z.string().max(400).nullable(),
    }),
    changePresence: command({ presence }),
  },
  /** Where this desk keeps its data, and how it is looked after. */
  upkeep: {
    state: query(
      nothing,
      z.object({
        folder: z.string(),
        bytes: z.number().int(),
        /** Newest first. */
        backups: z.array(z.object({ folder: z.string(), at: instant })),
      }),
    ),
    /** Reads the whole database and says whether it is sound. */
    check: oc.input(nothing).output(z.object({ isIntact: z.boolean() })),
    /** A whole copy beside the data: database and files, complete once it has its name. */
    backUp: oc.input(nothing).output(z.object({ folder: z.string() })),
  },
  workspace: {
    rename: command({ name: z.string().trim().min(1).max(120) }),
    createDemo: command({}),
    removeDemo: command({}),
  },
};
