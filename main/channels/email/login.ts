import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import { z } from '#shared/lib/schema.ts';
import { Failure } from '#main/platform/failure.ts';
import type { EmailConfig } from './settings.ts';

export type Login =
  | { kind: 'password'; user: string; password: string }
  | { kind: 'oauth'; user: string; token: string };

type Secret = (name: string) => Promise<string | null>;

/** A token is renewed this long before it ends. */
const MARGIN_MS = 2 * MINUTE_MS;
const ASK_MS = 20 * SECOND_MS;

/**
 * The login of a mailbox; null when its secret has not been given. Access tokens are fetched with
 * the refresh token and kept in memory until they end.
 * @throws Failure `email.auth-refused` when the refresh token is not accepted any more
 */
export function openLogin(options: {
  config: EmailConfig;
  address: string;
  secret: Secret;
  now: () => number;
}): () => Promise<Login | null> {
  const { config, secret, now } = options;
  const user = config.user ?? options.address;
  let kept: { token: string; endsAt: number } | null = null;

  async function token(): Promise<string | null> {
    const refreshToken = config.oauth ? await secret('refreshToken') : null;
    if (!config.oauth || refreshToken === null) return secret('accessToken');
    if (kept && now() < kept.endsAt - MARGIN_MS) return kept.token;
    const fresh = await askToken(config.oauth, refreshToken, await secret('clientSecret'));
    kept = { token: fresh.access_token, endsAt: now() + fresh.expires_in * SECOND_MS };
    return kept.token;
  }

  return async () => {
    if (config.login === 'oauth') {
      const access = await token();
      return access === null ? null : { kind: 'oauth', user, token: access };
    }
    const password = await secret('password');
    return password === null ? null : { kind: 'password', user, password };
  };
}

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3_600),
});

/** RFC 6749 §6; a 4xx means that a person has to sign in again. */
async function askToken(
  oauth: NonNullable<EmailConfig['oauth']>,
  refreshToken: string,
  clientSecret: string | null,
) {
  const response = await fetch(oauth.tokenUrl, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(ASK_MS),
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: oauth.clientId,
      ...(clientSecret === null ? {} : { client_secret: clientSecret }),
      ...(oauth.scope === undefined ? {} : { scope: oauth.scope }),
    }),
  });
  const text = await response.text();
  if (response.ok) return granted.parse(JSON.parse(text));
  const isRefused = response.status === 400 || response.status === 401;
  throw new Failure({
    code: isRefused ? 'email.auth-refused' : 'email.unreachable',
    message: `the token was not renewed: ${response.status} ${errorOf(text)}`,
    isRetryable: !isRefused,
  });
}

/** The stable error code alone (RFC 6749 §5.2): descriptions may quote what was sent. */
const errorOf = (text: string): string =>
  /"error"\s*:\s*"([a-z_]{1,60})"/.exec(text.slice(0, 10_000))?.[1] ?? '';
