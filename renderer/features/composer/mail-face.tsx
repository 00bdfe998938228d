import { useMemo, useState } from 'react';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { ConversationDetail, MessageEntry } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import { type Translate, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { exactTime } from '#renderer/ui/format/times.ts';
import { isImeKey } from '#renderer/ui/ime.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import type { FaceProps } from './chat-face.tsx';
import { FilesBar } from './files-bar.tsx';
import { below, paragraphs, useInsertion } from './insertion.ts';
import { Recipients } from './recipients.tsx';
import {
  answered,
  bodyOf,
  fieldsFor,
  mentionsFile,
  quoted,
  type ReplyKind,
  signatureFor,
} from './reply-rules.ts';
import { RichText } from './rich-text.tsx';
import { plainly, SendBar, type SendHow } from './send-bar.tsx';
import { type DraftMail, useDraft } from './use-draft.ts';
import { UndoBar } from './undo-bar.tsx';
import { useFiles } from './use-files.ts';
import { useSending } from './use-sending.ts';
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
  const [preferences] = usePreferences();
  const { data: me } = api.useSessionMeQuery();
  const { data: brands } = api.useBrandListQuery();
  const target = useMemo(() => answered(entries), [entries]);
  const [doubt, setDoubt] = useState<SendHow | null>(null);
  const [hasQuote, setHasQuote] = useState(true);
  const [turn, setTurn] = useState(0);
  const kind = asked ?? content.mail?.kind ?? 'reply';
  const mail =
    content.mail !== null && content.mail.kind === kind
      ? content.mail
      : firstMail(kind, conversation, target, content.mail?.html ?? '');
  const files = useFiles((file) => change({ attachments: [...content.attachments, file] }));
  const hasText = content.text.trim() !== '';
  const hasContent = hasText || content.attachments.length > 0 || kind === 'forward';
  const isReady = hasContent && hasRecipient(mail) && !files.isBusy;
  const set = (next: Partial<DraftMail>) => change({ mail: { ...mail, ...next } });

  const brand = brands?.find((one) => one.id === conversation.brandId);
  const signature = signatureFor(brand, me?.agent.name ?? '');
  const sending = useSending({
    conversationId: conversation.id,
    undoMs: preferences.undoSeconds.email * SECOND_MS,
    restore: (given) => {
      change(given);
      setTurn((before) => before + 1);
    },
  });

  useInsertion(conversation.id, true, (text) => {
    const html = mail.html + paragraphs(text);
    change({ text: below(content.text, text), mail: { ...mail, html } });
    setTurn((before) => before + 1);
  });

  function submit(how: SendHow) {
    const { text, attachments } = content;
    const quote = target && hasQuote ? quoted(target, quoteHead(kind, target, t)) : null;
    clear();
    setTurn((before) => before + 1);
    void sending.submit(
      {
        ...bodyOf({ text, html: mail.html, signature, quote }),
        attachments: [...attachments, ...(kind === 'forward' && target ? target.attachments : [])],
        mail: { to: mail.to, cc: mail.cc, bcc: mail.bcc, subject: mail.subject },
        thenStatus: how.thenStatus,
        ...(how.sendAt === null ? {} : { sendAt: how.sendAt }),
      },
      { text, attachments, mail },
    );
  }
  const ask = (how: SendHow) => {
    if (!isReady || sending.isSending) return;
    if (mentionsFile(content.text) && content.attachments.length === 0 && kind !== 'forward')
      setDoubt(how);
    else submit(how);
  };
  return (
    <>
      {sending.last && (
        <UndoBar
          sent={sending.last}
          onUndo={() => void sending.undo()}
          onSendNow={() => void sending.sendNow()}
        />
      )}
      <MailHead
        conversation={conversation}
        mail={mail}
        onKind={(next) => change({ mail: firstMail(next, conversation, target, mail.html) })}
        onFields={set}
      />
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
      {signature !== '' && (
        <p className={styles.signature}>
          {t('composer.signature')} {signature.replaceAll('\n', ' · ')}
        </p>
      )}
      {target && (
        <label className={styles.quoteToggle}>
          <input
            type="checkbox"
            checked={hasQuote}
            onChange={(event) => setHasQuote(event.target.checked)}
          />
          {t('composer.quoted.with')}
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
        isBusy={sending.isSending}
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

const quoteHead = (kind: ReplyKind, one: MessageEntry, t: Translate) =>
  kind === 'forward'
    ? t('composer.forward.head')
    : t('composer.quoted.head', {
        name: one.from?.name ?? one.from?.address ?? one.authorName ?? '',
        date: exactTime(one.at),
      });

const hasRecipient = (mail: DraftMail) => mail.to.length + mail.cc.length + mail.bcc.length > 0;

interface MailHeadProps {
  conversation: ConversationDetail;
  mail: DraftMail;
  onKind: (kind: ReplyKind) => void;
  onFields: (fields: Partial<DraftMail>) => void;
}

/** What kind of answer, from where, to whom. */
function MailHead({ conversation, mail, onKind, onFields }: MailHeadProps) {
  const t = useText();
  const [wantsCopies, setHasCopies] = useState(false);
  const hasCopies = wantsCopies || mail.cc.length + mail.bcc.length > 0;
  return (
    <>
      <div className={styles.fields}>
        <Menu
          entries={kinds.map((one) => ({
            id: one,
            label: t(kindLabel[one]),
            isChecked: one === mail.kind,
          }))}
          onChoose={(id) => {
            const next = kinds.find((one) => one === id);
            if (next) onKind(next);
          }}
        >
          <Button size="small" kind="quiet">
            {t(kindLabel[mail.kind])} ▾
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
      <Recipients label={t('composer.to')} parties={mail.to} onChange={(to) => onFields({ to })} />
      {hasCopies && (
        <>
          <Recipients
            label={t('composer.cc')}
            parties={mail.cc}
            onChange={(cc) => onFields({ cc })}
          />
          <Recipients
            label={t('composer.bcc')}
            parties={mail.bcc}
            onChange={(bcc) => onFields({ bcc })}
          />
        </>
      )}
      {mail.kind === 'forward' && (
        <input
          type="text"
          className={styles.subject}
          aria-label={t('composer.subject')}
          value={mail.subject}
          onChange={(event) => onFields({ subject: event.target.value })}
        />
      )}
    </>
  );
}

const kindLabel = {
  reply: 'composer.reply',
  'reply-all': 'composer.replyAll',
  forward: 'composer.forward',
} as const;
