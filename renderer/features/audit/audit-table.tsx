import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText, type Translate } from '#renderer/i18n/text.ts';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';
import { exactTime } from '#renderer/ui/format/times.ts';
import { actionName } from './action-name.ts';
import styles from './audit.module.css';

const tones: Record<AuditEntry['outcome'], Tone> = { done: 'ok', refused: 'wa', failed: 'da' };

function nameOf(by: string, names: ReadonlyMap<string, string>, t: Translate): string {
  const at = by.indexOf(':');
  const [kind, id] = [by.slice(0, at), by.slice(at + 1)] as const;
  if (kind === 'agent') return names.get(id) ?? id;
  return kind === 'contact' ? t('audit.actor.contact') : t('audit.actor.system');
}

const detailsOf = ({ details }: AuditEntry): string =>
  Object.entries(details)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');

export function AuditTable({ rows }: { rows: readonly AuditEntry[] }) {
  const t = useText();
  const agents = api.useAgentListQuery();
  const names = new Map((agents.data ?? []).map((agent) => [agent.id as string, agent.name]));
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('audit.table')}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('audit.time')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.object')}</th>
            <th scope="col">{t('audit.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr key={entry.seq}>
              <td className="num">{entry.seq}</td>
              <td className="num">{exactTime(entry.at)}</td>
              <td title={`${entry.device} · ${entry.role}`}>{nameOf(entry.by, names, t)}</td>
              <td>
                {actionName(t, entry.action)}
                {detailsOf(entry) !== '' && (
                  <span className={styles.quiet}>{detailsOf(entry)}</span>
                )}
                {entry.reason !== null && <span className={styles.quiet}>{entry.reason}</span>}
              </td>
              <td className={styles.object} title={entry.objectId}>
                {entry.objectId}
              </td>
              <td>
                <Chip tone={tones[entry.outcome]}>{t(`audit.outcome.${entry.outcome}`)}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
