import { Download, File, FileArchive, FileText, Image, Music, Video, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '#renderer/i18n/text.ts';
import { fileSize } from './format/numbers.ts';
import { iconLook } from './icon.ts';
import { Spinner } from './spinner.tsx';
import styles from './file-chip.module.css';

export interface FileChipProps {
  name: string;
  mime: string;
  bytes: number;
  onOpen?: () => void;
  onRemove?: () => void;
  /** 0 to 1 while uploading. */
  progress?: number | null;
  error?: string | undefined;
}

function MimeIcon({ mime }: { mime: string }) {
  if (mime.startsWith('image/')) return <Image {...iconLook} />;
  if (mime.startsWith('audio/')) return <Music {...iconLook} />;
  if (mime.startsWith('video/')) return <Video {...iconLook} />;
  if (mime.includes('zip') || mime.includes('compressed')) return <FileArchive {...iconLook} />;
  if (mime.startsWith('text/') || mime === 'application/pdf') return <FileText {...iconLook} />;
  return <File {...iconLook} />;
}

export function FileChip({ name, mime, bytes, onOpen, onRemove, progress, error }: FileChipProps) {
  const t = useText();
  const isUploading = progress !== undefined && progress !== null && progress < 1;
  const face = (
    <>
      {isUploading ? <Spinner size={16} /> : <MimeIcon mime={mime} />}
      <span className={styles.name}>{name}</span>
      <span className={`${styles.size} num`}>{error ?? fileSize(bytes)}</span>
      {onOpen && <Download size={14} className={styles.get} aria-hidden />}
    </>
  );
  return (
    <span className={styles.chip} data-invalid={error !== undefined || undefined}>
      {onOpen ? (
        <AriaButton
          className={styles.face ?? ''}
          aria-label={t('ui.openFile', { name, size: fileSize(bytes) })}
          onPress={onOpen}
        >
          {face}
        </AriaButton>
      ) : (
        <span className={styles.face}>{face}</span>
      )}
      {onRemove && (
        <AriaButton
          className={styles.remove ?? ''}
          aria-label={t('ui.removeFile', { name })}
          onPress={onRemove}
        >
          <X size={14} aria-hidden />
        </AriaButton>
      )}
    </span>
  );
}
