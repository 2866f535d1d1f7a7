import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItemPart, MarcOptions } from '../../../api/imports';
import { Panel } from '../../../ui/Panel';
import { BranchSelect } from './BranchSelect';
import classes from './NewImportPage.module.css';

const parts = [
  'barcode',
  'call_number',
  'item_type',
  'location',
  'branch',
  'collection',
  'part',
  'public_note',
  'staff_note',
] as const satisfies readonly ItemPart[];

/** As most systems write them. */
const usual: Partial<Record<ItemPart, string>> = {
  barcode: 'i',
  call_number: 'a',
  item_type: 't',
  location: 'l',
  branch: 'm',
};

/** What is asked at first. */
export const firstOfMarc = (branch: string): MarcOptions => ({
  kind: 'marc',
  branch_id: branch,
  items_tag: '949',
  items_map: usual,
  create_codes: false,
  dry_run: true,
});

interface FieldsProps {
  options: MarcOptions;
  onChange: (options: MarcOptions) => void;
}

function Items({ options, onChange }: FieldsProps) {
  const { t } = useTranslation('imports');
  const setPart = (part: ItemPart, code: string): void => {
    const others = Object.entries(options.items_map).filter(([name]) => name !== part);
    onChange({ ...options, items_map: Object.fromEntries(code ? [...others, [part, code]] : others) });
  };
  return (
    <Panel title={t('items')}>
      <div className={classes.fields}>
        <TextInput
          label={t('itemsTag')}
          description={t('itemsTagHint')}
          value={options.items_tag}
          maxLength={3}
          onChange={(event) => onChange({ ...options, items_tag: event.currentTarget.value.trim() })}
        />
        {options.items_tag !== '' &&
          parts.map((part) => (
            <TextInput
              key={part}
              label={t(`part.${part}`)}
              description={t('subfield')}
              value={options.items_map[part] ?? ''}
              maxLength={1}
              onChange={(event) => setPart(part, event.currentTarget.value.trim())}
            />
          ))}
      </div>
    </Panel>
  );
}

function Ways({ options, onChange }: FieldsProps) {
  const { t } = useTranslation('imports');
  return (
    <Panel title={t('how')}>
      <div className={classes.fields}>
        <BranchSelect
          description={t('branchHint')}
          value={options.branch_id}
          onChange={(branch_id) => onChange({ ...options, branch_id })}
        />
        <TextInput
          label={t('source')}
          description={t('sourceHint')}
          value={options.source ?? ''}
          maxLength={64}
          onChange={(event) => {
            const source = event.currentTarget.value.trim();
            onChange({ ...options, source: source || undefined });
          }}
        />
      </div>
      <Checkbox
        label={t('createCodes')}
        description={t('createCodesHint')}
        checked={options.create_codes}
        onChange={(event) => onChange({ ...options, create_codes: event.currentTarget.checked })}
      />
    </Panel>
  );
}

/** How a file of MARC records is taken in. */
export function MarcFields(props: FieldsProps) {
  return (
    <>
      <Items {...props} />
      <Ways {...props} />
    </>
  );
}
