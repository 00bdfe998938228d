import { type ReactNode, useEffect, useState } from 'react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { RecordList } from '#shared/contract/verification.ts';
import type { LookUp } from '#shared/domain/source/look-up.ts';
import { numbersIn } from '#shared/domain/transaction/order-numbers.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Records } from './record-list.tsx';
import { RecordSearch } from './record-search.tsx';
import { RecordView } from './record-view.tsx';
import styles from './records.module.css';

interface RecordsPanelProps {
  conversation: ConversationDetail;
  list: RecordList | undefined;
  error: unknown;
  isBusy: boolean;
  onRefresh: () => void;
  picked: string | null;
  opened: string | null;
  /** A number chosen in a message; looked for at once. */
  asked: string | null;
  onAsked: () => void;
  onOpen: (handle: string | null) => void;
  onVerify: () => void;
  children: ReactNode;
}

/** Records of the conversation, a search for others, and the one that is opened. */
export function RecordsPanel(props: RecordsPanelProps) {
  const { conversation, list, error, opened, onOpen, asked, onAsked } = props;
  const t = useText();
  const [find, finding] = verificationApi.useVerificationFindMutation();
  const [found, setFound] = useState<{ what: LookUp; list: RecordList } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const search = (what: LookUp, refresh: boolean) => {
    setFailure(null);
    void find({ conversationId: conversation.id, what, refresh })
      .unwrap()
      .then((answer) => setFound({ what, list: answer }), setFailure);
  };
  useEffect(() => {
    if (asked === null) return;
    const kind = numbersIn(asked)[0]?.kind ?? 'order';
    search({ by: kind, value: asked }, false);
    onAsked();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each number chosen
  }, [asked]);
  if (opened !== null)
    return (
      <div className={styles.panel}>
        <RecordView
          key={opened}
          conversation={conversation}
          handle={opened}
          onBack={() => onOpen(null)}
          onVerify={props.onVerify}
        >
          {props.children}
        </RecordView>
      </div>
    );
  return (
    <div className={styles.panel}>
      <RecordSearch isBusy={finding.isLoading} onFind={(what) => search(what, false)} />
      {failure !== null && <ErrorState what={explain(t, failure)} />}
      {found && (
        <>
          <Records
            list={found.list}
            isSearch
            picked={props.picked}
            onOpen={onOpen}
            onRefresh={() => search(found.what, true)}
            isBusy={finding.isLoading}
          />
          <Button size="small" kind="quiet" onPress={() => setFound(null)}>
            {t('record.find.back')}
          </Button>
        </>
      )}
      {!found && error !== undefined && (
        <ErrorState what={explain(t, error)} onRetry={props.onRefresh} />
      )}
      {!found && error === undefined && !list && <SkeletonRows count={3} />}
      {!found && list && (
        <Records
          list={list}
          isSearch={false}
          picked={props.picked}
          onOpen={onOpen}
          onRefresh={props.onRefresh}
          isBusy={props.isBusy}
        />
      )}
      {!found && props.children}
    </div>
  );
}
