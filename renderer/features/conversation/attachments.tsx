import type { Attachment } from '#shared/domain/conversation/message-parts.ts';
import { blobAddress } from '#renderer/bridge/uploads.ts';
import { useText } from '#renderer/i18n/text.ts';
import { FileChip } from '#renderer/ui/file-chip.tsx';
import styles from './attachments.module.css';

const SHOWN = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
const MAX_PREVIEW_BYTES = 12 * 1024 * 1024;

function save(file: Attachment) {
  const link = document.createElement('a');
  link.href = blobAddress(file, true);
  link.download = file.name;
  link.click();
}

/** Files of a message: pictures are shown small, the rest as chips; both are saved by a press. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const t = useText();
  const listed = files.filter((file) => !file.isInline || file.cid === null);
  if (listed.length === 0) return null;
  return (
    <div className={styles.files}>
      {listed.map((file) =>
        SHOWN.test(file.mime) && file.bytes <= MAX_PREVIEW_BYTES ? (
          <button
            key={`${file.blob} ${file.name}`}
            type="button"
            className={styles.image}
            aria-label={t('conversation.image.open', { name: file.name })}
            onClick={() => save(file)}
          >
            <img src={blobAddress(file)} alt={file.name} loading="lazy" />
          </button>
        ) : (
          <FileChip
            key={`${file.blob} ${file.name}`}
            name={file.name}
            mime={file.mime}
            bytes={file.bytes}
            onOpen={() => save(file)}
          />
        ),
      )}
    </div>
  );
}
