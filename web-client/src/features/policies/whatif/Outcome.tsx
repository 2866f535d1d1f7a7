import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewQuery, type WhatIf } from '../../../api/policies';
import { useFormats } from '../../../api/useFormats';
import { useBlockWords, useCodeWords, useFieldWords, useProblemWords } from '../../../api/words';
import { Notice } from '../../../ui/Notice';
import { Panel } from '../../../ui/Panel';
import { Reasons } from '../../../ui/Reasons';
import { Explanation } from '../matrix/Explanation';
import classes from './WhatIfTab.module.css';

/** What this patron would get for this item, what stands against it, and which rules say so. */
export function Outcome({ asked }: { asked: WhatIf }) {
  const { t } = useTranslation('policies');
  const words = useProblemWords();
  const fields = useFieldWords();
  const say = useBlockWords();
  const code = useCodeWords();
  const { due } = useFormats();
  const { data, isPending, error } = useQuery(previewQuery(asked));
  if (error) return <Notice tone="refused">{Object.values(fields(error))[0] ?? words(error)}</Notice>;
  if (isPending) return <Skeleton height={160} />;
  const { blocks, due_at, due_on } = data;
  return (
    <Stack gap="md">
      <Panel title={t('whatif.outcome', { patron: data.patron.name, item: data.item.title.title })}>
        {due_at && due_on ? (
          <p className={classes.due}>{t('whatif.due', { when: due({ due_at, due_on }) })}</p>
        ) : (
          <p className={classes.due}>{t('whatif.noDue')}</p>
        )}
        {data.due_reasons.map((reason) => (
          <p key={reason}>{code('due', reason, reason)}</p>
        ))}
        {blocks.length === 0 ? (
          <Notice tone="good">{t('whatif.free')}</Notice>
        ) : (
          <>
            <Notice tone="attention">{t('whatif.blocked', { count: blocks.length })}</Notice>
            <Reasons reasons={blocks.map((block) => ({ code: block.code, text: say(block), level: block.level }))} />
          </>
        )}
      </Panel>
      <Explanation
        ofCase={{
          branchId: data.controlling_branch_id,
          categoryId: data.patron_category_id,
          itemTypeId: data.item_type_id,
        }}
      />
    </Stack>
  );
}
