import { useText } from '#renderer/i18n/text.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { endpointKeys, type SourceDraft } from './source-draft.ts';
import type { SourceForm } from './use-source-form.ts';
import styles from './sources.module.css';

/** Address, key, ways to ask and paging of a back office. */
export function HttpFields({ form, hasSecret }: { form: SourceForm; hasSecret: boolean }) {
  const t = useText();
  const { draft, change, errorOf } = form;
  return (
    <>
      <TextField
        label={t('sources.http.baseUrl')}
        value={draft.baseUrl}
        onChange={(baseUrl) => change({ baseUrl })}
        error={errorOf('baseUrl')}
        isRequired
        spellCheck="false"
        autoComplete="off"
      />
      <RadioGroup<SourceDraft['network']>
        label={t('sources.http.network')}
        look="row"
        value={draft.network}
        onChange={(network) => change({ network })}
        options={(['public', 'private'] as const).map((id) => ({
          id,
          label: t(`sources.http.network.${id}`),
        }))}
      />
      <div className={styles.pair}>
        <Select<SourceDraft['auth']>
          label={t('sources.http.auth')}
          value={draft.auth}
          onChange={(auth) => change({ auth })}
          options={(['bearer', 'header', 'basic', 'none'] as const).map((id) => ({
            id,
            label: t(`sources.http.auth.${id}`),
          }))}
        />
        {draft.auth === 'header' && (
          <TextField
            label={t('sources.http.header')}
            value={draft.header}
            onChange={(header) => change({ header })}
            error={errorOf('auth.name')}
            spellCheck="false"
          />
        )}
        {draft.auth === 'basic' && (
          <TextField
            label={t('sources.http.user')}
            value={draft.user}
            onChange={(user) => change({ user })}
            error={errorOf('auth.user')}
            autoComplete="off"
          />
        )}
        {draft.auth !== 'none' && (
          <TextField
            label={t('sources.secret')}
            type="password"
            value={draft.secret}
            onChange={(secret) => change({ secret })}
            hint={hasSecret ? t('sources.kept') : undefined}
            autoComplete="new-password"
          />
        )}
      </div>
      <fieldset className={styles.set}>
        <legend className={styles.legend}>{t('sources.http.endpoints')}</legend>
        <p className={styles.quiet}>{t('sources.http.endpointsHint')}</p>
        <ul className={styles.rows}>
          {endpointKeys.map((key) => (
            <li key={key} className={styles.endpointRow}>
              <span className={styles.fieldName}>{t(`sources.http.by.${key}`)}</span>
              <TextField
                aria-label={t('sources.http.path', { way: t(`sources.http.by.${key}`) })}
                value={draft.endpoints[key].path}
                placeholder={key === 'order' ? '/orders/{value}' : ''}
                onChange={(path) =>
                  change({
                    endpoints: { ...draft.endpoints, [key]: { ...draft.endpoints[key], path } },
                  })
                }
                error={errorOf(`endpoints.${key}.path`)}
                isMono
                spellCheck="false"
              />
              <TextField
                aria-label={t('sources.http.items', { way: t(`sources.http.by.${key}`) })}
                value={draft.endpoints[key].items}
                placeholder="/data"
                onChange={(items) =>
                  change({
                    endpoints: { ...draft.endpoints, [key]: { ...draft.endpoints[key], items } },
                  })
                }
                error={errorOf(`endpoints.${key}.items`)}
                isMono
                spellCheck="false"
              />
            </li>
          ))}
        </ul>
      </fieldset>
      <Paging form={form} />
    </>
  );
}

function Paging({ form }: { form: SourceForm }) {
  const t = useText();
  const { draft, change, errorOf } = form;
  return (
    <div className={styles.pair}>
      <Select<SourceDraft['paging']>
        label={t('sources.http.paging')}
        value={draft.paging}
        onChange={(paging) => change({ paging })}
        options={(['none', 'page', 'cursor'] as const).map((id) => ({
          id,
          label: t(`sources.http.paging.${id}`),
        }))}
      />
      {draft.paging !== 'none' && (
        <TextField
          label={t('sources.http.parameter')}
          value={draft.parameter}
          onChange={(parameter) => change({ parameter })}
          error={errorOf('paging.parameter')}
          spellCheck="false"
        />
      )}
      {draft.paging === 'page' && (
        <TextField
          label={t('sources.http.pageSize')}
          value={draft.pageSize}
          onChange={(pageSize) => change({ pageSize })}
          error={errorOf('paging.size')}
          inputMode="numeric"
        />
      )}
      {draft.paging === 'cursor' && (
        <TextField
          label={t('sources.http.next')}
          value={draft.pageNext}
          onChange={(pageNext) => change({ pageNext })}
          error={errorOf('paging.next')}
          isMono
          spellCheck="false"
        />
      )}
    </div>
  );
}
