import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem<T extends string = string> {
  id: T;
  label: ReactNode;
  /** Quiet number after the label. */
  count?: string | undefined;
  panel?: ReactNode;
}

export interface TabsProps<T extends string> {
  ariaLabel: string;
  items: readonly TabItem<T>[];
  value: T;
  onChange: (id: T) => void;
  /** `line` underlines, `pill` tints the chosen one. */
  look?: 'line' | 'pill';
  className?: string | undefined;
}

export function Tabs<T extends string>({
  ariaLabel,
  items,
  value,
  onChange,
  look = 'line',
  className,
}: TabsProps<T>) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key) as T)}
      className={cx(styles.tabs, className)}
    >
      <TabList aria-label={ariaLabel} className={cx(styles.list, styles[look])}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab ?? ''}>
            {item.label}
            {item.count !== undefined && (
              <span className={cx(styles.count, 'num')}>{item.count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel ?? ''}>
          {item.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
