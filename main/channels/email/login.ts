import type { EmailConfig } from './settings.ts';

export type Login =
  | { kind: 'password'; user: string; password: string }
  | { kind: 'oauth'; user: string; token: string };

/** The login of a mailbox; null when its secret has not been given. */
export async function loginOf(
  config: EmailConfig,
  address: string,
  secret: (name: string) => Promise<string | null>,
): Promise<Login | null> {
  const user = config.user ?? address;
  if (config.login === 'oauth') {
    const token = await secret('accessToken');
    return token === null ? null : { kind: 'oauth', user, token };
  }
  const password = await secret('password');
  return password === null ? null : { kind: 'password', user, password };
}
