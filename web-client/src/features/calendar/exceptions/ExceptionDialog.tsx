import { Checkbox, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addClosure, addOpening } from '../../../api/calendar';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { FormDialog } from '../../../ui/FormDialog';

export type ExceptionKind = 'closure' | 'opening';

interface ExceptionDialogProps {
  branchId: string;
  kind: ExceptionKind;
  on: string;
  onClose: () => void;
}

/** Closes days that would be open, or opens a day at hours of its own. */
export function ExceptionDialog({ branchId, kind: first, on, onClose }: ExceptionDialogProps) {
  const { t } = useTranslation('calendar');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const client = useQueryClient();
  const [kind, setKind] = useState(first);
  const [fields, setFields] = useState({ from: on, to: on, opens: '10:00', closes: '16:00', reason: '' });
  const [isYearly, setYearly] = useState(false);
  const adding = useMutation<unknown>({
    mutationFn: () => {
      const reason = fields.reason.trim();
      return kind === 'closure'
        ? addClosure(branchId, { starts_on: fields.from, ends_on: fields.to, reason, repeats_yearly: isYearly })
        : addOpening(branchId, { on: fields.from, opens_at: fields.opens, closes_at: fields.closes, reason });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['branches', branchId] });
      onClose();
    },
  });
  const wrong = fieldWords(adding.error);
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  return (
    <FormDialog
      title={kind === 'closure' ? t('closures.add') : t('openings.add')}
      submit={kind === 'closure' ? t('closures.save') : t('openings.save')}
      isWorking={adding.isPending}
      failure={adding.isError ? words(adding.error) : null}
      onSubmit={() => adding.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('kind')}
        value={kind}
        onChange={(value) => setKind(value as ExceptionKind)}
        data={[
          { value: 'closure', label: t('closures.one') },
          { value: 'opening', label: t('openings.one') },
        ]}
      />
      {kind === 'closure' ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput type="date" label={t('closures.from')} error={wrong['starts_on']} {...field('from')} />
          <TextInput type="date" label={t('closures.to')} error={wrong['ends_on']} {...field('to')} />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput type="date" label={t('openings.on')} error={wrong['on']} {...field('from')} />
          <TextInput type="time" label={t('openings.opens')} error={wrong['opens_at']} {...field('opens')} />
          <TextInput type="time" label={t('openings.closes')} error={wrong['closes_at']} {...field('closes')} />
        </SimpleGrid>
      )}
      <TextInput
        label={t('closures.reason')}
        description={t('closures.reasonHint')}
        error={wrong['reason']}
        data-autofocus
        {...field('reason')}
      />
      {kind === 'closure' && (
        <Checkbox
          label={t('closures.yearly')}
          checked={isYearly}
          onChange={(event) => setYearly(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
