import { useRef, useState } from 'react';
import type { Attachment } from '#shared/domain/conversation/message-parts.ts';
import { upload, UploadFailed, type Upload } from '#renderer/bridge/uploads.ts';

export interface FileOnItsWay {
  key: number;
  name: string;
  mime: string;
  bytes: number;
  progress: number;
  /** `upload.too-large`, `upload.empty` or `upload.failed`. */
  error: string | null;
}

const MAX_BYTES = 50 * 1024 * 1024;
let last = 0;

/** Files being sent to the engine; each becomes an attachment when it is there. */
export function useFiles(onReady: (file: Attachment) => void) {
  const [files, setFiles] = useState<readonly FileOnItsWay[]>([]);
  const uploads = useRef(new Map<number, Upload>());
  const change = (key: number, next: Partial<FileOnItsWay>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const drop = (key: number) => {
    uploads.current.get(key)?.cancel();
    uploads.current.delete(key);
    setFiles((all) => all.filter((one) => one.key !== key));
  };

  function add(list: Iterable<File>) {
    for (const file of list) {
      const key = ++last;
      const one = { key, name: file.name, mime: file.type, bytes: file.size, progress: 0 };
      if (file.size > MAX_BYTES) {
        setFiles((all) => [...all, { ...one, error: 'upload.too-large' }]);
        continue;
      }
      setFiles((all) => [...all, { ...one, error: null }]);
      const sending = upload(file, (progress) => change(key, { progress }));
      uploads.current.set(key, sending);
      sending.done.then(
        (uploaded) => {
          if (!uploads.current.has(key)) return;
          drop(key);
          onReady({
            ...uploaded,
            cid: null,
            isInline: false,
          });
        },
        (error: unknown) => {
          const code = error instanceof UploadFailed ? error.code : 'upload.failed';
          if (code !== 'upload.cancelled') change(key, { error: code });
        },
      );
    }
  }
  const isBusy = files.some((file) => file.error === null);
  return { files, add, drop, isBusy };
}
