import { useState } from 'react';
import { BYTE_ORDER_MARK, csvRow } from '#shared/lib/csv.ts';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { type ContactField, kindFields } from '#shared/domain/contact/fields.ts';
import { shownAddress } from '#shared/domain/contact/identities.ts';
import { type ContactKind, identityKind } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { callErrorOf } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { explain } from '#renderer/i18n/explain.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { type Translate, useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { dated, saveFile } from '#renderer/ui/save-file.ts';
import styles from './contacts.module.css';

interface ExportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  text: string;
  kind: ContactKind | null;
  total: number;
}

/** Customers as a file, in full: why is asked first. */
export function ExportDialog({ isOpen, onClose, ...which }: ExportDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('contacts.export.title')}
      width="narrow"
      staysOpen
    >
      <ExportForm onClose={onClose} {...which} />
    </Dialog>
  );
}

function ExportForm({ onClose, text, kind, total }: Omit<ExportDialogProps, 'isOpen'>) {
  const t = useText();
  const language = useLanguage();
  const { engine } = useBridge();
  const { data: own = [] } = api.useContactFieldsQuery();
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const run = async () => {
    const fields = [...kindFields, ...own];
    const parts = [BYTE_ORDER_MARK, csvRow(headOf(fields, t, language))];
    let rows = 0;
    setDone(0);
    try {
      for (let after: string | null = null, isFirst = true; isFirst || after !== null;) {
        const page: { contacts: ContactView[]; next: string | null } =
          await engine.contact.exportPage({ text, kind, after, reason: reason.trim(), limit: 200 });
        for (const contact of page.contacts) parts.push(csvRow(cellsOf(contact, fields, t)));
        rows += page.contacts.length;
        setDone(rows);
        after = page.next;
        isFirst = false;
      }
      saveFile(new Blob(parts, { type: 'text/csv' }), dated(t('contacts.export.file'), new Date()));
      showToast({ text: t('contacts.export.done', { count: rows }), tone: 'success' });
      onClose();
    } catch (error) {
      setDone(null);
      showToast({ text: explain(t, callErrorOf(error)), tone: 'danger' });
    }
  };
  if (done !== null)
    return (
      <Progress
        label={t('contacts.export.running')}
        value={total === 0 ? null : Math.min(1, done / total)}
        note={`${done} / ${total}`}
      />
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void run();
      }}
    >
      <p>{t('contacts.export.text', { count: total })}</p>
      <TextField
        label={t('contacts.export.reason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={reason.trim() === ''}>
          {t('contacts.export.confirm')}
        </Button>
      </div>
    </form>
  );
}

const addressKinds = identityKind.options;

function headOf(fields: readonly ContactField[], t: Translate, language: Language): string[] {
  return [
    t('contact.name'),
    t('contact.kind'),
    ...addressKinds.map((kind) => t(`contact.identity.${kind}`)),
    t('contact.language'),
    t('contact.timeZone'),
    t('contact.note'),
    ...fields.map((field) => field.name[language === 'zh-CN' ? 'zh' : 'en']),
    t('contacts.export.consents'),
    t('contacts.export.created'),
    t('contacts.export.id'),
    t('contacts.export.linked'),
  ];
}

function cellsOf(contact: ContactView, fields: readonly ContactField[], t: Translate): string[] {
  const consents = contact.consents.map((one) =>
    [
      one.purpose,
      one.how,
      new Date(one.givenAt).toISOString(),
      one.withdrawnAt === null ? '' : `– ${new Date(one.withdrawnAt).toISOString()}`,
    ].join(' '),
  );
  return [
    contact.erased?.mark ?? contact.name ?? '',
    t(`words.contact.${contact.kind}`),
    ...addressKinds.map((kind) =>
      contact.identities
        .filter((one) => one.kind === kind)
        .map(shownAddress)
        .join('; '),
    ),
    contact.language ?? '',
    contact.timeZone ?? '',
    contact.note ?? '',
    ...fields.map(({ key }) => contact.fields[key] ?? ''),
    consents.join('; '),
    new Date(contact.createdAt).toISOString(),
    contact.id,
    contact.link?.intoId ?? '',
  ];
}
