import { Copy, ExternalLink } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './accounts.module.css';

/** The one line a site needs for the chat. */
export function snippetFor(publicUrl: string, brandId: string): string {
  const { origin } = new URL(publicUrl);
  return `<script src="${origin}/widget.js" data-brand="${brandId}" async></script>`;
}

/** What goes into a site, and the page that works without one. */
export function EmbedCode({ publicUrl, brandId }: { publicUrl: string; brandId: string }) {
  const t = useText();
  const snippet = snippetFor(publicUrl, brandId);
  const copy = (text: string) => {
    navigator.clipboard
      .writeText(text)
      .then(() => showToast({ text: t('ui.copied'), group: 'copy' }))
      .catch(() => showToast({ text: t('chat.copyFailed'), tone: 'warning', group: 'copy' }));
  };
  return (
    <div className={styles.embed}>
      <p className={styles.quiet}>{t('chat.embed')}</p>
      <pre className={styles.code}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- code that is wider than its box is scrolled by keys */}
        <code tabIndex={0}>{snippet}</code>
      </pre>
      <p className={styles.embedActs}>
        <Button size="small" icon={<Copy size={14} aria-hidden />} onPress={() => copy(snippet)}>
          {t('chat.copySnippet')}
        </Button>
        <Button
          size="small"
          kind="quiet"
          icon={<Copy size={14} aria-hidden />}
          onPress={() => copy(publicUrl)}
        >
          {t('chat.copyLink')}
        </Button>
        <a href={publicUrl} target="_blank" rel="noreferrer" className={styles.out}>
          {t('chat.tryIt')} <ExternalLink size={12} aria-hidden />
        </a>
      </p>
    </div>
  );
}
