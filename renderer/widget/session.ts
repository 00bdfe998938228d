import type { ChatSession } from '#shared/contract/webchat.ts';
import type { Language } from './words.ts';

export interface UploadedFile {
  id: string;
  name: string;
  bytes: number;
}

/** A refusal of the desk, by its code. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

async function post(path: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { 'x-visitor': token } : {}) },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused((answer as { code?: string }).code ?? 'chat.failed');
  return answer;
}

export const openSession = async (request: {
  brandId: string;
  token: string | null;
  identity: string | null;
}) => (await post('/webchat/session', request)) as ChatSession;

export const leaveMessage = (form: {
  brandId: string;
  name: string;
  email: string;
  text: string;
}) => post('/webchat/offline', form);

/** Sends a file with its progress, 0 to 1; the id goes with the next message. */
export function upload(
  file: File,
  token: string,
  onProgress: (part: number) => void,
): { done: Promise<UploadedFile>; cancel: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadedFile>((resolve, reject) => {
    request.open('POST', `/webchat/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('x-visitor', token);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const answer = request.response as (UploadedFile & { code?: string }) | null;
      if (request.status === 200 && answer) resolve(answer);
      else reject(new Refused(answer?.code ?? 'chat.failed'));
    });
    request.addEventListener('error', () => reject(new Refused('chat.failed')));
    request.addEventListener('abort', () => reject(new Refused('chat.cancelled')));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

/** A file of the conversation; it needs the visitor's token, so it is no plain link. */
export async function fetchFile(blob: string, token: string): Promise<Blob> {
  const response = await fetch(`/webchat/file/${blob}`, { headers: { 'x-visitor': token } });
  if (!response.ok) throw new Refused('chat.unknown');
  return response.blob();
}

export async function fetchTranscript(token: string, language: Language): Promise<Blob> {
  const response = await fetch(`/webchat/transcript?language=${language}`, {
    headers: { 'x-visitor': token },
  });
  if (!response.ok) throw new Refused('chat.unknown');
  return response.blob();
}

export const mailTranscript = (to: { address: string; language: Language }, token: string) =>
  post('/webchat/transcript', to, token);

export function saveAs(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
