import { useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import { type ContactField, kindFields } from '#shared/domain/contact/fields.ts';
import { api } from '#renderer/bridge/api.ts';
import { callErrorOf } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { type CsvFile, guessed, isUsable, type Mapping, readCsvFile } from './import-file.ts';
import { ImportMapping } from './import-mapping.tsx';
import { ImportReport } from './import-report.tsx';
import { type ImportResult, runImport } from './import-run.ts';
import styles from './contacts.module.css';

interface ImportDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Customers from a file: its columns, a dry run, then the run; nothing of the file is kept but what was taken in. */
export function ImportDialog({ isOpen, onClose }: ImportDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('contacts.import.title')}
      width="wide"
      staysOpen
    >
      <ImportSteps onClose={onClose} />
    </Dialog>
  );
}

interface Run {
  isDryRun: boolean;
  isOver: boolean;
  isStopped: boolean;
  done: number;
  result: ImportResult;
}
const nothing: ImportResult = { counts: { new: 0, filled: 0, same: 0, refused: 0 }, refused: [] };

/** The file, what its columns become, and the run over it. */
function useImport(fields: readonly ContactField[]) {
  const t = useText();
  const { engine } = useBridge();
  const [file, setFile] = useState<CsvFile | null>(null);
  const [mapping, setMapping] = useState<Mapping>([]);
  const [run, setRun] = useState<Run | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isStopped = useRef(false);
  const importId = useRef('');

  const pick = async (picked: File) => {
    setRun(null);
    setProblem(null);
    try {
      const read = await readCsvFile(picked);
      if (read.rows.length === 0) setProblem(t('contacts.import.empty'));
      importId.current = `import-${newId()}`;
      setFile(read);
      setMapping(guessed(read.head, [...kindFields, ...fields]));
    } catch {
      setProblem(t('contacts.import.unreadable'));
    }
  };

  const start = async (isDryRun: boolean) => {
    if (!file) return;
    isStopped.current = false;
    setProblem(null);
    setRun({ isDryRun, isOver: false, isStopped: false, done: 0, result: nothing });
    const note = async (phase: 'begun' | 'ended', counts: Record<string, number>) => {
      if (isDryRun) return;
      const about = { importId: importId.current, fileName: file.name.slice(0, 255) };
      await engine.contact.noteImport({ ...about, phase, counts });
    };
    try {
      await note('begun', { rows: file.rows.length });
      const result = await runImport(engine, file, {
        importId: importId.current,
        mapping,
        fields,
        isDryRun,
        isStopped: () => isStopped.current,
        progress: (soFar, done) =>
          setRun((old) => old && { ...old, done, result: { ...soFar, refused: [] } }),
      });
      await note('ended', result.counts);
      setRun((old) => old && { ...old, isOver: true, isStopped: isStopped.current, result });
    } catch (error) {
      setRun(null);
      setProblem(explain(t, callErrorOf(error)));
    }
  };
  const stop = () => {
    isStopped.current = true;
  };
  return { file, mapping, setMapping, run, problem, pick, start, stop, back: () => setRun(null) };
}

function ImportSteps({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { data: fields = [] } = api.useContactFieldsQuery();
  const { file, mapping, setMapping, run, problem, ...acts } = useImport(fields);
  const hasRows = file !== null && file.rows.length > 0;
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{t('contacts.import.hint')}</p>
      {(run === null || run.isOver) && (
        <FilePicker name={file?.name ?? null} onPick={(one) => void acts.pick(one)} />
      )}
      {problem !== null && <Banner tone="da">{problem}</Banner>}
      {file?.isCutOff && <Banner tone="wa">{t('contacts.import.cutOff')}</Banner>}
      {hasRows && run === null && (
        <ImportMapping file={file} mapping={mapping} fields={fields} onMapping={setMapping} />
      )}
      {hasRows && run !== null && <RunFace file={file} fields={fields} run={run} />}
      <Foot
        run={run}
        canCheck={hasRows && isUsable(mapping)}
        onClose={onClose}
        onStop={acts.stop}
        onBack={acts.back}
        onStart={(isDryRun) => void acts.start(isDryRun)}
      />
    </div>
  );
}

function RunFace({
  file,
  fields,
  run,
}: {
  file: CsvFile;
  fields: readonly ContactField[];
  run: Run;
}) {
  const t = useText();
  if (!run.isOver)
    return (
      <Progress
        label={t(run.isDryRun ? 'contacts.import.checking' : 'contacts.import.running')}
        value={run.done / file.rows.length}
        note={`${run.done} / ${file.rows.length}`}
      />
    );
  const { result, isDryRun, isStopped } = run;
  return (
    <ImportReport
      file={file}
      fields={fields}
      result={result}
      isDryRun={isDryRun}
      isStopped={isStopped}
    />
  );
}

interface FootProps {
  run: Run | null;
  canCheck: boolean;
  onClose: () => void;
  onStop: () => void;
  onBack: () => void;
  onStart: (isDryRun: boolean) => void;
}

/** What can be done next, the main thing last. */
function Foot({ run, canCheck, onClose, onStop, onBack, onStart }: FootProps) {
  const t = useText();
  if (run && !run.isOver)
    return (
      <div className={styles.buttons}>
        <Button onPress={onStop}>{t('contacts.import.stop')}</Button>
      </div>
    );
  const isChecked = run?.isDryRun === true;
  return (
    <div className={styles.buttons}>
      <Button onPress={onClose}>{t(run && !isChecked ? 'ui.done' : 'ui.cancel')}</Button>
      {isChecked && <Button onPress={onBack}>{t('ui.back')}</Button>}
      {run === null && (
        <Button kind="primary" isDisabled={!canCheck} onPress={() => onStart(true)}>
          {t('contacts.import.check')}
        </Button>
      )}
      {isChecked && !run.isStopped && (
        <Button
          kind="primary"
          isDisabled={run.result.counts.new + run.result.counts.filled === 0}
          onPress={() => onStart(false)}
        >
          {t('contacts.import.start')}
        </Button>
      )}
    </div>
  );
}

function FilePicker({ name, onPick }: { name: string | null; onPick: (file: File) => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.picker}>
      <Button icon={<FileUp size={16} aria-hidden />} onPress={() => input.current?.click()}>
        {t('contacts.import.pick')}
      </Button>
      {name !== null && <span>{name}</span>}
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv,text/plain"
        aria-label={t('contacts.import.pick')}
        onChange={(event) => {
          const [picked] = event.target.files ?? [];
          if (picked) onPick(picked);
          event.target.value = '';
        }}
      />
    </div>
  );
}
