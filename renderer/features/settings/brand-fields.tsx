import { Plus, X } from 'lucide-react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { contrastWithWhite, type BrandDraft, type BrandField } from './brand-draft.ts';
import { HoursFields } from './hours-fields.tsx';
import styles from './accounts.module.css';

export interface BrandFieldsProps {
  draft: BrandDraft;
  /** Fields marked as wrong. */
  wrong: readonly BrandField[];
  onChange: (next: Partial<BrandDraft>) => void;
  /** Without what only mail uses. */
  isChatOnly?: boolean;
}

/** Contrast that WCAG 2.2 AA asks of body text. */
const READABLE = 4.5;

/** What customers see of a brand. */
export function BrandFields({ draft, wrong, onChange, isChatOnly = false }: BrandFieldsProps) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('chat.brand.name')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        error={wrong.includes('name') ? t('chat.brand.nameNeeded') : undefined}
        isRequired
      />
      <RadioGroup<BrandDraft['language']>
        label={t('chat.brand.language')}
        look="segments"
        value={draft.language}
        onChange={(language) => onChange({ language })}
        options={[
          { id: 'zh-CN', label: '简体中文' },
          { id: 'en', label: 'English' },
        ]}
      />
      <ColourField
        colour={draft.colour}
        isWrong={wrong.includes('colour')}
        onChange={(colour) => onChange({ colour })}
      />
      {!isChatOnly && (
        <TextArea
          label={t('chat.brand.signature')}
          hint={t('chat.brand.signatureHint', {
            agent: '{{agent.name}}',
            brand: '{{brand.name}}',
          })}
          value={draft.signature}
          onChange={(signature) => onChange({ signature })}
          maxLength={2000}
        />
      )}
      <TextArea
        label={t('chat.brand.greeting')}
        value={draft.greeting}
        onChange={(greeting) => onChange({ greeting })}
        maxLength={500}
        rows={2}
      />
      <TextArea
        label={t('chat.brand.topics')}
        hint={t('chat.brand.topicsHint')}
        value={draft.topics}
        onChange={(topics) => onChange({ topics })}
      />
      <HoursFields draft={draft} wrong={wrong} onChange={onChange} />
      <FaqFields faq={draft.faq} onChange={(faq) => onChange({ faq })} />
    </>
  );
}

interface ColourFieldProps {
  colour: string;
  isWrong: boolean;
  onChange: (colour: string) => void;
}

function ColourField({ colour, isWrong, onChange }: ColourFieldProps) {
  const t = useText();
  const isWhole = /^#[0-9a-f]{6}$/i.test(colour);
  const ratio = isWhole ? contrastWithWhite(colour) : null;
  const weak =
    ratio !== null && ratio < READABLE
      ? t('chat.brand.colourWeak', { ratio: ratio.toFixed(1) })
      : undefined;
  return (
    <div className={styles.colour}>
      <input
        type="color"
        className={styles.swatch}
        aria-label={t('chat.brand.pick')}
        value={isWhole ? colour.toLowerCase() : '#000000'}
        onChange={(event) => onChange(event.target.value)}
      />
      <TextField
        label={t('chat.brand.colour')}
        hint={weak ?? t('chat.brand.colourHint')}
        value={colour}
        onChange={(next) => onChange(next.trim())}
        error={isWrong ? t('chat.brand.colourBad') : undefined}
        isMono
        spellCheck="false"
      />
    </div>
  );
}

interface FaqFieldsProps {
  faq: BrandDraft['faq'];
  onChange: (faq: BrandDraft['faq']) => void;
}

function FaqFields({ faq, onChange }: FaqFieldsProps) {
  const t = useText();
  const set = (at: number, next: Partial<BrandDraft['faq'][number]>) =>
    onChange(faq.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('chat.brand.faq')}</legend>
      <div className={styles.list}>
        <p className={styles.quiet}>{t('chat.brand.faqHint')}</p>
        {faq.map((one, index) => (
          <div key={index} className={styles.faq}>
            <TextField
              label={t('chat.brand.question', { number: index + 1 })}
              value={one.question}
              onChange={(question) => set(index, { question })}
              maxLength={200}
              end={
                <IconButton
                  size="small"
                  label={t('chat.brand.removeFaq', { number: index + 1 })}
                  icon={<X size={14} aria-hidden />}
                  onPress={() => onChange(faq.filter((_one, at) => at !== index))}
                />
              }
            />
            <TextArea
              label={t('chat.brand.answer', { number: index + 1 })}
              value={one.answer}
              onChange={(answer) => set(index, { answer })}
              maxLength={2000}
              rows={2}
            />
          </div>
        ))}
        <div>
          <Button
            size="small"
            icon={<Plus size={14} aria-hidden />}
            isDisabled={faq.length >= 50}
            onPress={() => onChange([...faq, { question: '', answer: '' }])}
          >
            {t('chat.brand.addFaq')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
