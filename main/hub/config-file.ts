import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from '#shared/lib/schema.ts';
import { brandProfile } from '#shared/domain/workspace/events.ts';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import { configSchemas, secretNames, sourceKind } from '#shared/domain/source/config.ts';
import { Failure } from '#main/platform/failure.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'use lower-case letters, digits and hyphens');

/** A desk described in a file: what settings can do by hand, for people who set up many. */
export const configFile = z.strictObject({
  workspace: z.strictObject({ name: z.string().min(1).max(120) }).optional(),
  agent: z
    .strictObject({ name: z.string().min(1).max(120), email: z.string().nullable().default(null) })
    .optional(),
  public: z
    .strictObject({
      /** Address customers' browsers use, e.g. https://chat.example.com; behind a proxy or tunnel. */
      url: z.url().optional(),
      host: z.string().default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).optional(),
    })
    .optional(),
  brands: z
    .array(z.strictObject({ id, ...brandProfile.partial().required({ name: true }).shape }))
    .default([]),
  accounts: z
    .array(
      z.strictObject({
        id,
        channel: channelKind,
        brand: id,
        name: z.string().min(1).max(200),
        address: z.string().min(1).max(400),
        config: z.record(z.string(), z.unknown()).default({}),
        secrets: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  sources: z
    .array(
      z
        .strictObject({
          id,
          kind: sourceKind,
          name: z.string().min(1).max(200),
          config: z.record(z.string(), z.unknown()),
          secrets: z.record(z.string(), z.string()).default({}),
        })
        .superRefine(({ kind, config, secrets }, context) => {
          const read = configSchemas[kind].safeParse(config);
          for (const issue of read.error?.issues ?? [])
            context.addIssue({
              code: 'custom',
              path: ['config', ...issue.path],
              message: issue.message,
            });
          for (const name of Object.keys(secrets))
            if (!secretNames[kind].includes(name))
              context.addIssue({
                code: 'custom',
                path: ['secrets', name],
                message: `a ${kind} source has ${secretNames[kind].join(', ') || 'no secrets'}`,
              });
        }),
    )
    .default([]),
});
export type ConfigFile = z.infer<typeof configFile>;

/** Puts the environment in the place of `${NAME}`. @throws Failure naming a variable that is not set. */
function fill(value: unknown, env: NodeJS.ProcessEnv, where: string): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Z_][A-Z0-9_]*)\}/g, (_all, name: string) => {
      const found = env[name];
      if (found === undefined)
        throw refused(`${where}: the environment variable ${name} is not set`);
      return found;
    });
  }
  if (Array.isArray(value))
    return value.map((entry, index) => fill(entry, env, `${where}[${index}]`));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        key,
        fill(entry, env, where ? `${where}.${key}` : key),
      ]),
    );
  }
  return value;
}

const refused = (message: string, cause?: unknown) =>
  new Failure({ code: 'config.refused', message, isRetryable: false, cause });

/** @throws Failure `config.refused` with the field and what is expected; nothing was changed then. */
export function readConfigFile(file: string, env: NodeJS.ProcessEnv = process.env): ConfigFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw refused(`${file} cannot be read`, cause);
  }
  return parseConfig(text, env);
}

export function parseConfig(text: string, env: NodeJS.ProcessEnv): ConfigFile {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw refused(
      `the file is not valid YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
  const result = configFile.safeParse(fill(raw ?? {}, env, ''));
  if (!result.success) {
    const lines = result.error.issues.map(
      (issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`,
    );
    throw refused(lines.join('\n'));
  }
  const brands = new Set(result.data.brands.map((brand) => brand.id));
  for (const [index, account] of result.data.accounts.entries()) {
    if (!brands.has(account.brand))
      throw refused(`accounts.${index}.brand: there is no brand "${account.brand}" in this file`);
  }
  return result.data;
}
