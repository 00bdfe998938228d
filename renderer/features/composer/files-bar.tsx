import type { Attachment } from '#shared/domain/conversation/message-parts.ts';
import { type TextKey, useText } from '#renderer/i18n/text.ts';
import { FileChip } from '#renderer/ui/file-chip.tsx';
import type { FileOnItsWay } from './use-files.ts';
import styles from './composer.module.css';

const problems: Record<string, TextKey> = {
  'upload.too-large': 'composer.file.tooLarge',
  'upload.empty': 'composer.file.empty',
};

interface FilesBarProps {
  ready: readonly Attachment[];
  coming: readonly FileOnItsWay[];
  onRemove: (file: Attachment) => void;
  onDrop: (key: number) => void;
}

/** Files that go with the message, and those still on their way. */
export function FilesBar({ ready, coming, onRemove, onDrop }: FilesBarProps) {
  const t = useText();
  if (ready.length + coming.length === 0) return null;
  return (
    <div className={styles.files}>
      {ready.map((file) => (
        <FileChip
          key={`${file.blob} ${file.name}`}
          name={file.name}
          mime={file.mime}
          bytes={file.bytes}
          onRemove={() => onRemove(file)}
        />
      ))}
      {coming.map((file) => (
        <FileChip
          key={file.key}
          name={file.name}
          mime={file.mime}
          bytes={file.bytes}
          progress={file.error === null ? file.progress : null}
          error={
            file.error === null ? undefined : t(problems[file.error] ?? 'composer.file.failed')
          }
          onRemove={() => onDrop(file.key)}
        />
      ))}
    </div>
  );
}
