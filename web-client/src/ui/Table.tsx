import { Skeleton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Table.module.css';

export interface Column<Row> {
  key: string;
  /** Empty for a column of actions. */
  header: string;
  render: (row: Row) => ReactNode;
  /** Figures stand at the right. */
  isNumber?: boolean;
  /** Never broken into lines: a date, a number. */
  isFixed?: boolean;
  /** Shown only where there is room; the record's own page has it too. */
  isOptional?: boolean;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isLoading?: boolean;
}

/** The first link or button of a row, which the arrows walk along. */
const handle = (row: Element | null | undefined): HTMLElement | null =>
  row?.querySelector<HTMLElement>('a, button') ?? null;

function walk(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const row = (event.target as HTMLElement).closest('tr');
  const next =
    event.key === 'ArrowDown'
      ? handle(row?.nextElementSibling)
      : event.key === 'ArrowUp'
        ? handle(row?.previousElementSibling)
        : null;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** A dense list. The first column names the thing; arrows go from row to row; on a phone each row is a card. */
export function Table<Row>({ caption, columns, rows, rowKey, isLoading = false }: TableProps<Row>) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, isNumber, isOptional }) => (
              <th key={key} scope="col" data-number={isNumber} data-optional={isOptional}>
                {header || <span className="visually-hidden">{t('actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {/* Arrows are an extra way to go along links that Tab reaches as well. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={walk}>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, header, render, isNumber, isFixed, isOptional }, place) =>
                place === 0 ? (
                  <th key={key} scope="row">
                    {render(row)}
                  </th>
                ) : (
                  <td
                    key={key}
                    data-label={header}
                    data-number={isNumber}
                    data-fixed={isFixed}
                    data-optional={isOptional}
                  >
                    {render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {isLoading &&
            [70, 55, 62, 48].map((width) => (
              <tr key={width} aria-hidden>
                <td colSpan={columns.length}>
                  <Skeleton height={14} width={`${width}%`} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
