import { redactText } from '#shared/domain/redaction/redact.ts';
import type { Pending } from './conversation.ts';

/** What the browser keeps for the visitor. A browser that keeps nothing still chats, without history. */
export function openStore(brandId: string) {
  const key = (name: string) => `kefu-chat/${brandId}/${name}`;
  const read = (name: string): string | null => {
    try {
      return localStorage.getItem(key(name));
    } catch {
      return null;
    }
  };
  const write = (name: string, value: string | null) => {
    try {
      if (value === null) localStorage.removeItem(key(name));
      else localStorage.setItem(key(name), value);
    } catch {
      return;
    }
  };
  const pending = (): Pending[] => {
    try {
      return JSON.parse(read('pending') ?? '[]') as Pending[];
    } catch {
      return [];
    }
  };
  return {
    token: () => read('token'),
    setToken: (token: string) => write('token', token),
    pending,
    setPending: (list: Pending[]) =>
      write('pending', list.length > 0 ? JSON.stringify(list.map(storable)) : null),
    isMuted: () => read('muted') === '1',
    setMuted: (isMuted: boolean) => write('muted', isMuted ? '1' : null),
    /** The address the visitor last gave of themselves. */
    email: () => read('email') ?? '',
    setEmail: (address: string) => write('email', address),
    language: () => read('language'),
    setLanguage: (language: string) => write('language', language),
  };
}
export type Store = ReturnType<typeof openStore>;

const storable = (one: Pending): Pending => ({ ...one, text: redactText(one.text).text });
