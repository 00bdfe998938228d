import { Fragment, type MouseEvent } from 'react';
import { numbersIn } from '#shared/domain/transaction/order-numbers.ts';
import { useText } from '#renderer/i18n/text.ts';

/**
 * Asked of the window when an order number in a message is chosen; `detail` is the number. Who shows
 * the record prevents the default; otherwise the number is searched for.
 */
export const RECORD_EVENT = 'kefu:record';

/** Text with the numbers of orders and transactions in it as links. */
export function WithNumbers({ text }: { text: string }) {
  const numbers = numbersIn(text);
  if (numbers.length === 0) return text;
  const ends = [0, ...numbers.map((one) => one.to)];
  return (
    <>
      {numbers.map((one, index) => (
        <Fragment key={one.from}>
          {text.slice(ends[index], one.from)}
          <RecordLink number={one.value} />
        </Fragment>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}

function RecordLink({ number }: { number: string }) {
  const t = useText();
  const choose = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const asked = new CustomEvent(RECORD_EVENT, { detail: number, cancelable: true });
    if (!window.dispatchEvent(asked)) event.preventDefault();
  };
  return (
    <a
      href={`#/search?${new URLSearchParams({ text: number })}`}
      title={t('conversation.record', { number })}
      onClick={choose}
    >
      {number}
    </a>
  );
}
