import { useEffect, useRef, useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { AccountView } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { FilesBar } from '../composer/files-bar.tsx';
import { Recipients } from '../composer/recipients.tsx';
import { mentionsFile } from '../composer/reply-rules.ts';
import { RichText } from '../composer/rich-text.tsx';
import { SendBar } from '../composer/send-bar.tsx';
import type { DraftMail, useDraft } from '../composer/use-draft.ts';
import { useFiles } from '../composer/use-files.ts';
import styles from './new-mail.module.css';

export interface MailSheetProps {
  mailboxes: readonly AccountView[];
  draft: ReturnType<typeof useDraft>;
  onDiscarded: () => void;
  onSent: (conversationId: ConversationId) => void;
}

const nothing: DraftMail = { kind: 'reply', to: [], cc: [], bcc: [], subject: '', html: '' };
type Doubt = 'noSubjectText' | 'missingFile';

/** The mail being written: from, to, subject, text, files. */
export function MailSheet({ mailboxes, draft, onDiscarded, onSent }: MailSheetProps) {
  const t = useText();
  const { content, change, clear } = draft;
  const mail = content.mail ?? nothing;
  const [accountId, setAccountId] = useState(mailboxes[0]?.id);
  const [hasCopies, setHasCopies] = useState(mail.cc.length + mail.bcc.length > 0);
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const [compose, composing] = api.useMessageComposeMutation();
  const files = useFiles((file) => change({ attachments: [...content.attachments, file] }));
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.querySelector('input')?.focus(), []);
  const set = (next: Partial<DraftMail>) => change({ mail: { ...mail, ...next } });
  const isReady =
    accountId !== undefined &&
    mail.to.length + mail.cc.length + mail.bcc.length > 0 &&
    (content.text.trim() !== '' || content.attachments.length > 0) &&
    !files.isBusy;

  async function submit() {
    if (accountId === undefined) return;
    const { to, cc, bcc, subject, html } = mail;
    const { text, attachments } = content;
    try {
      const sent = await compose({
        accountId,
        to,
        cc,
        bcc,
        subject: subject.trim(),
        text,
        html,
        attachments,
      }).unwrap();
      clear();
      showToast({ text: t('newMail.queued'), tone: 'success', group: 'new-mail' });
      onSent(sent.conversationId);
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'new-mail' });
    }
  }
  const ask = () => {
    if (!isReady || composing.isLoading) return;
    if (mail.subject.trim() === '') setDoubt('noSubjectText');
    else if (mentionsFile(content.text) && content.attachments.length === 0)
      setDoubt('missingFile');
    else void submit();
  };
  return (
    <div ref={sheet} className={styles.sheet}>
      <Select
        label={t('newMail.from')}
        value={accountId ?? null}
        onChange={(id) => setAccountId(mailboxes.find((one) => one.id === id)?.id)}
        options={mailboxes.map(({ id, name, address }) => ({ id, label: `${name} <${address}>` }))}
      />
      <div className={styles.to}>
        <Recipients label={t('composer.to')} parties={mail.to} onChange={(to) => set({ to })} />
        {!hasCopies && (
          <Button size="small" kind="quiet" onPress={() => setHasCopies(true)}>
            {t('composer.cc')} / {t('composer.bcc')}
          </Button>
        )}
      </div>
      {hasCopies && (
        <>
          <Recipients label={t('composer.cc')} parties={mail.cc} onChange={(cc) => set({ cc })} />
          <Recipients
            label={t('composer.bcc')}
            parties={mail.bcc}
            onChange={(bcc) => set({ bcc })}
          />
        </>
      )}
      <TextField
        label={t('composer.subject')}
        value={mail.subject}
        onChange={(subject) => set({ subject })}
        maxLength={1000}
      />
      <RichText
        label={t('newMail.text')}
        placeholder={t('newMail.placeholder')}
        html={mail.html}
        onChange={(html, text) => change({ text, mail: { ...mail, html } })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event.nativeEvent)) return;
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          ask();
        }}
        onFiles={files.add}
      />
      <FilesBar
        ready={content.attachments}
        coming={files.files}
        onRemove={(file) =>
          change({ attachments: content.attachments.filter((one) => one !== file) })
        }
        onDrop={files.drop}
      />
      <SendBar
        hint={t('newMail.kept')}
        label={t('composer.send')}
        isReady={isReady}
        isBusy={composing.isLoading}
        onFiles={files.add}
        onSend={ask}
      />
      <div>
        <Button
          size="small"
          kind="quiet"
          onPress={() => {
            clear();
            onDiscarded();
          }}
        >
          {t('newMail.discard')}
        </Button>
      </div>
      <Confirm
        isOpen={doubt !== null}
        onClose={() => setDoubt(null)}
        title={t(doubt === 'noSubjectText' ? 'newMail.noSubject' : 'composer.checks.title')}
        confirmLabel={t('newMail.sendAnyway')}
        kind="primary"
        onConfirm={() => {
          setDoubt(null);
          void submit();
        }}
      >
        {doubt !== null && t(`newMail.${doubt}`)}
      </Confirm>
    </div>
  );
}
