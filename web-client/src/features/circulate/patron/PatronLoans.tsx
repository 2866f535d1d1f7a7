import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, RefreshCw } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { renewAllLoans } from '../../../api/circulation';
import { openLoansQuery } from '../../../api/patrons';
import type { Loan, Patron } from '../../../api/types';
import { useFormats } from '../../../api/useFormats';
import { useOnce } from '../../../api/useOnce';
import { useProblemWords } from '../../../api/words';
import { holdIsOneClick, useKeys } from '../../../lib/keys';
import { Keys } from '../../../ui/Keys';
import { Notice } from '../../../ui/Notice';
import { circulation } from '../desk/session';
import classes from './PatronLoans.module.css';
import { RenewalResults } from './RenewalResults';

function LoanRow({ loan }: { loan: Loan }) {
  const { t } = useTranslation('circulate');
  const { due } = useFormats();
  const { title, barcode } = loan.item;
  const renew = () => circulation.renew(loan.id, title.title, barcode);
  const word = t('loans.renew', { title: title.title });
  const onKey = (event: KeyboardEvent<HTMLLIElement>) => {
    const { currentTarget: row, key } = event;
    if (key === 'ArrowDown') (row.nextElementSibling as HTMLElement | null)?.focus();
    else if (key === 'ArrowUp') (row.previousElementSibling as HTMLElement | null)?.focus();
    else if (key.toLowerCase() === 'r' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (!event.repeat) renew();
    } else return;
    event.preventDefault();
  };
  return (
    // The row itself takes the focus, so that arrows walk the list and R renews; the button says the same to a pointer.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className={classes.row} tabIndex={-1} onKeyDown={onKey} data-loan>
      <span className={classes.what}>
        <span className={classes.title}>{title.title}</span>
        {loan.is_overdue ? (
          <span className={classes.overdue}>
            <CircleAlert size={14} aria-hidden />
            {t('loans.overdue', { when: due(loan) })}
          </span>
        ) : (
          <span className={classes.due}>{t('loans.due', { when: due(loan) })}</span>
        )}
        {loan.renewals_count > 0 && loan.renewals_max !== null && (
          <span className={classes.due}>
            {t('loans.renewals', { count: loan.renewals_count, max: loan.renewals_max })}
          </span>
        )}
      </span>
      <Tooltip label={word}>
        <ActionIcon aria-label={word} onKeyDown={holdIsOneClick} onClick={renew}>
          <RefreshCw size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** What the patron has out; one or all renewed from here. */
export function PatronLoans({ patron }: { patron: Patron }) {
  const { t } = useTranslation('circulate');
  const words = useProblemWords();
  const client = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const query = useInfiniteQuery(openLoansQuery(patron.id));
  const loans = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const once = useOnce();
  const renewingAll = useMutation({
    mutationFn: () => once({ renewAll: patron.id }, (key) => renewAllLoans(patron.id, key)),
    onSettled: () => client.invalidateQueries({ queryKey: ['patrons', patron.id] }),
  });
  const renewAll = () => {
    if (loans.length > 0 && !renewingAll.isPending) renewingAll.mutate();
  };
  useKeys({
    'alt+r': renewAll,
    'alt+l': () => list.current?.querySelector<HTMLElement>('[data-loan]')?.focus(),
  });

  return (
    <section aria-labelledby="loans-title">
      <div className={classes.head}>
        <h3 id="loans-title">{t('loans.title')}</h3>
        {loans.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={renewingAll.isPending}
            onKeyDown={holdIsOneClick}
            rightSection={<Keys combination="alt+r" />}
            onClick={renewAll}
          >
            {t('loans.renewAll')}
          </Button>
        )}
      </div>
      {renewingAll.data && <RenewalResults results={renewingAll.data} />}
      {(query.isError || renewingAll.isError) && (
        <Notice tone="refused" isUrgent>
          {words(renewingAll.error ?? query.error)}
        </Notice>
      )}
      {query.isPending && <Skeleton height={96} radius="md" />}
      {query.isSuccess && loans.length === 0 && <p className={classes.none}>{t('loans.none')}</p>}
      {loans.length > 0 && (
        <ul ref={list} className={classes.rows}>
          {loans.map((loan) => (
            <LoanRow key={loan.id} loan={loan} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('loans.more')}
        </Button>
      )}
    </section>
  );
}
