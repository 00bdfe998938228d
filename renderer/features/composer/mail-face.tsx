import { useMemo, useState } from 'react';
import type { ConversationDetail, MessageEntry } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { exactTime } from '#renderer/ui/format/times.ts';
import { isImeKey } from '#renderer/ui/ime.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import type { FaceProps } from './chat-face.tsx';
import { FilesBar } from './files-bar.tsx';
import { Recipients } from './recipients.tsx';
import { answered, fieldsFor, mentionsFile, quoted, type ReplyKind } from './reply-rules.ts';
import { RichText } from './rich-text.tsx';
import { plainly, SendBar, type SendHow } from './send-bar.tsx';
import { type DraftMail, useDraft } from './use-draft.ts';
import { useFiles } from './use-files.ts';
import styles from './composer.module.css';

const kinds: readonly ReplyKind[] = ['reply', 'reply-all', 'forward'];

/** Answering by mail: to whom, the text, and what it answers below it. */
export function MailFace({ asked, ...face }: FaceProps & { asked: ReplyKind | null }) {
  const { conversation, entries } = face;
  const draft = useDraft({
    conversationId: conversation.id,
    face: 'reply',
    sinceSeq: entries.at(-1)?.seq ?? 0,
  });
  if (!draft.isRestored) return null;
  return <MailBody {...face} asked={asked} draft={draft} />;
}

function firstMail(
  kind: ReplyKind,
  conversation: ConversationDetail,
  mail: MessageEntry | null,
  html: string,
): DraftMail {
  const fallback = { address: conversation.address, name: conversation.contactName };
  const own = [conversation.accountAddress];
  return { kind, html, ...fieldsFor(kind, mail, own, fallback, conversation.subject) };
}

function MailBody(
  props: FaceProps & { asked: ReplyKind | null; draft: ReturnType<typeof useDraft> },
) {
  const { conversation, entries, asked, draft } = props;
  const { content, change, clear } = draft;
  const t = useText();
  const [send, { isLoading }] = api.useMessageSendMutation();
  const target = useMemo(() => answered(entries), [entries]);
  const [doubt, setDoubt] = useState<SendHow | null>(null);
  const [hasQuote, setHasQuote] = useState(true);
  const [turn, setTurn] = useState(0);
  const kind = asked ?? content.mail?.kind ?? 'reply';
  const mail =
    content.mail !== null && content.mail.kind === kind
      ? content.mail
      : firstMail(kind, conversation, target, content.mail?.html ?? '');
  const [hasCopies, setHasCopies] = useState(mail.cc.length + mail.bcc.length > 0);
  const files = useFiles((file) => change({ attachments: [...content.attachments, file] }));
  const hasText = content.text.trim() !== '';
  const isReady =
    (hasText || content.attachments.length > 0 || kind === 'forward') &&
    mail.to.length + mail.cc.length + mail.bcc.length > 0 &&
    !files.isBusy;
  const set = (next: Partial<DraftMail>) => change({ mail: { ...mail, ...next } });

  function submit(how: SendHow) {
    const { text, attachments } = content;
    const quote =
      target && hasQuote
        ? quoted(
            target,
            kind === 'forward'
              ? t('composer.forward.head')
              : t('composer.quoted.head', {
                  name: target.from?.name ?? target.from?.address ?? target.authorName ?? '',
                  date: exactTime(target.at),
                }),
          )
        : null;
    const forwarded = kind === 'forward' ? (target?.attachments ?? []) : [];
    const { to, cc, bcc, subject, html } = mail;
    clear();
    setTurn(turn + 1);
    send({
      conversationId: conversation.id,
      text: quote ? `${text}\n\n${quote.text}` : text,
      html: quote ? `${html}${quote.html}` : html,
      attachments: [...attachments, ...forwarded],
      mail: { to, cc, bcc, subject },
      thenStatus: how.thenStatus,
      ...(how.sendAt === null ? {} : { sendAt: how.sendAt }),
    })
      .unwrap()
      .catch((error: unknown) => {
        change({ text, attachments, mail });
        setTurn(turn + 2);
        showToast({ text: explain(t, error), tone: 'danger' });
      });
  }
  const ask = (how: SendHow) => {
    if (!isReady || isLoading) return;
    if (mentionsFile(content.text) && content.attachments.length === 0 && kind !== 'forward')
      setDoubt(how);
    else submit(how);
  };
  return (
    <>
      <div className={styles.fields}>
        <Menu
          entries={kinds.map((one) => ({
            id: one,
            label: t(kindLabel[one]),
            isChecked: one === kind,
          }))}
          onChoose={(id) => {
            const next = kinds.find((one) => one === id);
            if (next) change({ mail: firstMail(next, conversation, target, mail.html) });
          }}
        >
          <Button size="small" kind="quiet">
            {t(kindLabel[kind])} ▾
          </Button>
        </Menu>
        <span className={styles.from}>
          {t('composer.from', { address: conversation.accountAddress })}
        </span>
        {!hasCopies && (
          <Button size="small" kind="quiet" onPress={() => setHasCopies(true)}>
            {t('composer.cc')} / {t('composer.bcc')}
          </Button>
        )}
      </div>
      <Recipients label={t('composer.to')} parties={mail.to} onChange={(to) => set({ to })} />
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
      {kind === 'forward' && (
        <input
          type="text"
          className={styles.subject}
          aria-label={t('composer.subject')}
          value={mail.subject}
          onChange={(event) => set({ subject: event.target.value })}
        />
      )}
      <RichText
        key={turn}
        label={t('composer.mail.label')}
        placeholder={t('composer.mail.placeholder')}
        html={mail.html}
        onChange={(html, text) => change({ text, mail: { ...mail, html } })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event.nativeEvent)) return;
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          ask(plainly);
        }}
        onFiles={files.add}
      />
      {target && (
        <label className={styles.quoteToggle}>
          <input
            type="checkbox"
            checked={hasQuote}
            onChange={(event) => setHasQuote(event.target.checked)}
          />
          {t('composer.quoted.show')}
        </label>
      )}
      <FilesBar
        ready={content.attachments}
        coming={files.files}
        onRemove={(file) =>
          change({ attachments: content.attachments.filter((one) => one !== file) })
        }
        onDrop={files.drop}
      />
      <SendBar
        ways="mail"
        hint={t('composer.hint.mod', { keys: 'Ctrl Enter' })}
        label={t('composer.send')}
        isReady={isReady}
        isBusy={isLoading}
        onFiles={files.add}
        onSend={ask}
      />
      <Confirm
        isOpen={doubt !== null}
        onClose={() => setDoubt(null)}
        title={t('composer.checks.title')}
        confirmLabel={t('composer.sendAnyway')}
        kind="primary"
        onConfirm={() => {
          if (doubt) submit(doubt);
          setDoubt(null);
        }}
      >
        {t('composer.checks.attachment')}
      </Confirm>
    </>
  );
}

const kindLabel = {
  reply: 'composer.reply',
  'reply-all': 'composer.replyAll',
  forward: 'composer.forward',
} as const;
