import { useState } from 'react';
import { ArrowLeft, Plus } from 'lucide-react';
import type { BrandRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { brandDraftOf, newBrandDraft, profileOf, wrongIn, type BrandDraft } from './brand-draft.ts';
import { BrandCheckFields } from './brand-check-fields.tsx';
import { BrandFields } from './brand-fields.tsx';
import { Section } from './section.tsx';
import styles from './accounts.module.css';

/** The brands customers know. */
export function BrandsPage() {
  const t = useText();
  const list = api.useBrandListQuery();
  const [editing, setEditing] = useState<BrandRow | 'new' | null>(null);
  if (!list.data)
    return list.error ? (
      <ErrorState what={t('ui.failedWhat')} onRetry={() => void list.refetch()} />
    ) : (
      <Waiting shape={<SkeletonRows count={3} />} />
    );
  if (editing !== null)
    return <BrandForm brand={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />;
  return (
    <Section
      title={t('chat.brand.title')}
      hint={t('chat.brand.hint')}
      actions={
        <Button icon={<Plus size={16} aria-hidden />} onPress={() => setEditing('new')}>
          {t('chat.brand.add')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {list.data.map((brand) => (
          <li key={brand.id} className={styles.card}>
            <div className={styles.cardHead}>
              <span className={styles.dot} style={{ background: brand.colour }} aria-hidden />
              <div className={styles.names}>
                <h3>{brand.name}</h3>
                <p>{brand.greeting}</p>
              </div>
              {brand.isDemo && <Chip tone="pu">{t('accounts.demo')}</Chip>}
              <Button size="small" onPress={() => setEditing(brand)}>
                {t('ui.edit')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function BrandForm({ brand, onDone }: { brand: BrandRow | null; onDone: () => void }) {
  const t = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState<BrandDraft>(() =>
    brand
      ? brandDraftOf(brand)
      : newBrandDraft(language, Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [isChecked, setChecked] = useState(false);
  const [add, adding] = api.useBrandAddMutation();
  const [change, changing] = api.useBrandChangeMutation();
  const wrong = wrongIn(draft);
  const save = async () => {
    setChecked(true);
    if (wrong.length > 0) return;
    const profile = profileOf(draft);
    try {
      if (brand) await change({ brandId: brand.id, profile }).unwrap();
      else await add({ profile }).unwrap();
      showToast({ text: t('ui.saved'), tone: 'success', group: 'brand' });
      onDone();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'brand' });
    }
  };
  return (
    <Section
      title={t(brand ? 'chat.brand.edit' : 'chat.brand.add')}
      actions={
        <Button
          size="small"
          kind="quiet"
          icon={<ArrowLeft size={14} aria-hidden />}
          onPress={onDone}
        >
          {t('chat.brand.back')}
        </Button>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <BrandFields
          draft={draft}
          wrong={isChecked ? wrong : []}
          onChange={(next) => setDraft((old) => ({ ...old, ...next }))}
        />
        <BrandCheckFields
          draft={draft}
          onChange={(next) => setDraft((old) => ({ ...old, ...next }))}
        />
        <div className={styles.bar}>
          <Button kind="primary" type="submit" isBusy={adding.isLoading || changing.isLoading}>
            {t('ui.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
