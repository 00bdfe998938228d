import type { z } from '#shared/lib/schema.ts';
import { uploaded } from '#shared/contract/rows.ts';

export type Uploaded = z.infer<typeof uploaded>;

/** A file on its way to the engine. */
export interface Upload {
  done: Promise<Uploaded>;
  cancel(): void;
}

/** `code` is `upload.too-large`, `upload.empty`, `upload.cancelled` or `upload.failed`. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Sends one file; `progress` is told a share from 0 to 1. */
export function upload(file: File, progress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status !== 200) {
        reject(
          new UploadFailed(
            request.status === 413
              ? 'upload.too-large'
              : request.status === 400
                ? 'upload.empty'
                : 'upload.failed',
          ),
        );
        return;
      }
      const parsed = uploaded.safeParse(JSON.parse(request.responseText));
      if (parsed.success) resolve(parsed.data);
      else reject(new UploadFailed('upload.failed'));
    });
    request.addEventListener('error', () => reject(new UploadFailed('upload.failed')));
    request.addEventListener('abort', () => reject(new UploadFailed('upload.cancelled')));
    request.open('POST', `/blob?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

/** Where a stored file is shown (`isDownload` false) or saved from. */
export function blobAddress(
  file: { blob: string; name: string; mime: string },
  isDownload = false,
): string {
  const query = new URLSearchParams({ name: file.name, mime: file.mime });
  if (isDownload) query.set('download', '1');
  return `/blob/${file.blob}?${query.toString()}`;
}

export const mailAddress = (messageId: string, options: { images: boolean; isDark: boolean }) =>
  `/mail/${encodeURIComponent(messageId)}?images=${options.images ? 1 : 0}&theme=${options.isDark ? 'dark' : 'light'}`;
