import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIf } from '../../../api/policies';
import { useSession } from '../../../api/session';
import { useScopeWords } from '../useScopeWords';
import { Outcome } from './Outcome';
import { PatronChoice } from './PatronChoice';
import classes from './WhatIfTab.module.css';

/** What would this patron get for this item at this branch, and why? Asking changes nothing. */
export function WhatIfTab() {
  const { t } = useTranslation('policies');
  const { branch } = useSession();
  const { branches } = useScopeWords();
  const [question, setQuestion] = useState<WhatIf>({ patronId: '', itemBarcode: '', branchId: branch.id });
  const [asked, setAsked] = useState<WhatIf | null>(null);
  const isWhole = question.patronId !== '' && question.itemBarcode !== '';
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isWhole) setAsked(question);
  };
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('whatif.lead')}</Text>
      <form onSubmit={ask}>
        <Stack gap="md">
          <div className={classes.question}>
            <PatronChoice
              value={question.patronId}
              onChange={(patronId) => setQuestion((known) => ({ ...known, patronId }))}
            />
            <TextInput
              aria-label={t('whatif.item')}
              placeholder={t('whatif.item')}
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              value={question.itemBarcode}
              onChange={({ currentTarget: { value } }) =>
                setQuestion((known) => ({ ...known, itemBarcode: value.trim() }))
              }
            />
            <NativeSelect
              aria-label={t('scope.branch')}
              value={question.branchId}
              data={branches.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget: { value } }) => setQuestion((known) => ({ ...known, branchId: value }))}
            />
          </div>
          <div>
            <Button type="submit" disabled={!isWhole} title={isWhole ? undefined : t('whatif.needs')}>
              {t('whatif.ask')}
            </Button>
            {!isWhole && (
              <Text c="dimmed" size="sm" mt={4}>
                {t('whatif.needs')}
              </Text>
            )}
          </div>
        </Stack>
      </form>
      {asked && <Outcome asked={asked} />}
    </Stack>
  );
}
