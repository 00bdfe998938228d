import { BadgeCheck, Link2, TriangleAlert } from 'lucide-react';
import type { ContactId } from '#shared/lib/ids.ts';
import type { ContactSuggestion, ContactView } from '#shared/contract/contact-rows.ts';
import type { Evidence } from '#shared/domain/contact/parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import styles from './contact-panel.module.css';

interface SuggestionsCardProps {
  contact: ContactView;
  onContact: (id: ContactId) => void;
}

/** Who may be the same person, and why. A person decides; nothing is joined by itself. */
export function SuggestionsCard({ contact, onContact }: SuggestionsCardProps) {
  const t = useText();
  const { data = [] } = api.useContactSuggestionsQuery({ contactId: contact.id });
  const [link] = api.useContactLinkMutation();
  const [unlink] = api.useContactUnlinkMutation();
  const [dismiss] = api.useContactDismissSuggestionMutation();
  if (data.length === 0 || contact.erased) return null;
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  const put = ({ contactId, evidence, confidence }: ContactSuggestion) =>
    void link({ contactId, intoId: contact.rootId, evidence, confidence })
      .unwrap()
      .then(
        () =>
          showToast({
            text: t('contacts.linked.done'),
            group: 'link',
            action: {
              label: t('ui.undo'),
              keys: 'Z',
              onAct: () => void unlink({ contactId }).unwrap().catch(failed),
            },
          }),
        failed,
      );
  return (
    <section className={styles.card} data-maybe>
      <header className={styles.head}>
        <h2>{t('contacts.maybe')}</h2>
      </header>
      <ul>
        {data.map((one) => (
          <li key={one.contactId} className={styles.suggestion}>
            <button type="button" className={styles.who} onClick={() => onContact(one.contactId)}>
              <strong>{one.name ?? t('contacts.unnamed')}</strong>
              <span className={styles.quiet}>{one.addresses.join(' · ')}</span>
            </button>
            <div className={styles.tags}>
              <Chip tone={one.isAgainst ? 'wa' : 'ne'}>
                {t('contacts.linked.confidence', { count: one.confidence })}
              </Chip>
              <EvidenceChips evidence={one.evidence} />
            </div>
            {one.isAgainst && (
              <p className={styles.against}>
                <TriangleAlert size={13} aria-hidden /> {t('contacts.maybe.against')}
              </p>
            )}
            <div className={styles.choice}>
              <Button size="small" icon={<Link2 size={13} aria-hidden />} onPress={() => put(one)}>
                {t('contacts.maybe.link')}
              </Button>
              <Button
                size="small"
                kind="quiet"
                onPress={() =>
                  void dismiss({ contactId: contact.rootId, otherId: one.contactId })
                    .unwrap()
                    .then(
                      () => showToast({ text: t('contacts.maybe.dismissed'), group: 'link' }),
                      failed,
                    )
                }
              >
                {t('contacts.maybe.not')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function EvidenceChips({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useText();
  return evidence.map((one) => (
    <Chip
      key={one.kind}
      tone={one.isVerified ? 'ok' : 'ne'}
      {...(one.isVerified ? { icon: <BadgeCheck size={12} aria-hidden /> } : {})}
    >
      {t(`contacts.evidence.${one.kind}`)}
      {one.isVerified && <Hidden>{t('contacts.evidence.proven')}</Hidden>}
    </Chip>
  ));
}
