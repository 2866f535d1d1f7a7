import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addItem, titlesQuery } from '../../../api/catalogue';
import { itemTypesQuery, locationsQuery } from '../../../api/choices';
import { useSession } from '../../../api/session';
import { useOnce } from '../../../api/useOnce';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { Keys } from '../../../ui/Keys';
import { Notice } from '../../../ui/Notice';
import { borrowerIn, type Deed } from '../desk/model';
import { circulation } from '../desk/session';
import panel from '../refusal/RefusalPanel.module.css';
import { TitleChoice } from './TitleChoice';
import { additionOf, chosenTitle, newTitle, type AddFields } from './addition';
import classes from './AddItemPanel.module.css';

const formats = [
  'book',
  'large_print',
  'audiobook',
  'music',
  'film',
  'magazine',
  'game',
  'map',
  'kit',
  'other',
] as const;
/** As many answers of the catalogue as can be looked over at a desk. */
const shown = 5;
const pauseMs = 250;

/** Adds the copy in the hand, whose number nothing has, and goes on with it. Enter saves. */
export function AddItemPanel({ deed, onDone }: { deed: Deed; onDone: () => void }) {
  const { t } = useTranslation('circulate');
  const { t: tUi } = useTranslation('ui');
  const words = useProblemWords();
  const wordsOf = useFieldWords();
  const client = useQueryClient();
  const once = useOnce();
  const { branch } = useSession();
  const [fields, setFields] = useState<AddFields>({
    title: '',
    author: '',
    format: 'book',
    typeId: '',
    locationId: '',
  });
  const [choice, setChoice] = useState('');
  const [isTried, setTried] = useState(false);
  const [asked] = useDebouncedValue(fields.title.trim(), pauseMs);
  const types = useQuery(itemTypesQuery());
  const locations = useQuery(locationsQuery(branch.id));
  const search = useInfiniteQuery({ ...titlesQuery({ q: asked }), enabled: asked !== '' });
  const isLooking = asked !== fields.title.trim() || (asked !== '' && search.isPending);
  const found = asked === '' ? [] : (search.data?.pages[0]?.items ?? []).slice(0, shown);
  const titleId = chosenTitle(choice, found);
  const adding = useMutation({
    mutationFn: (body: ReturnType<typeof additionOf>) => once(body, (key) => addItem(body, key)),
    onSuccess: ({ id, title }) => {
      void client.invalidateQueries({ queryKey: ['titles'] });
      circulation.catalogued(deed.id, { id, name: title.title });
      onDone();
    },
  });
  const set = (name: keyof AddFields) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setFields((before) => ({ ...before, [name]: value }));
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isLooking || titleId === null || !fields.title.trim() || !fields.typeId || !fields.locationId) return;
    adding.mutate(additionOf(deed.code, branch.id, titleId, fields));
  };
  const wrong = wordsOf(adding.error);
  const needed = (name: keyof AddFields) => (isTried && !fields[name].trim() ? tUi('needed') : undefined);
  const choices = (list: readonly { id: string; name: string }[] | undefined) => [
    { value: '', label: t('add.choose') },
    ...(list ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const borrower = deed.context && borrowerIn(deed.context);
  return (
    <section className={panel.panel} data-tone="attention" aria-label={t('add.title')}>
      <header className={panel.head}>
        <h2>{t('add.title')}</h2>
        <span className={panel.subject}>{deed.code}</span>
      </header>
      <form className={classes.form} onSubmit={save} noValidate>
        {adding.isError && (
          <Notice tone="refused" isUrgent>
            {wrong['barcode'] ? `${deed.code}: ${wrong['barcode']}` : words(adding.error)}
          </Notice>
        )}
        <TextInput
          label={t('add.name')}
          required
          autoFocus
          autoComplete="off"
          value={fields.title}
          error={needed('title') ?? wrong['title.title']}
          onChange={set('title')}
        />
        <TitleChoice
          found={found}
          value={choice}
          error={isTried && titleId === null ? t('add.chooseTitle') : null}
          onChoose={setChoice}
        />
        <div className={classes.fields}>
          {titleId === newTitle && (
            <>
              <TextInput
                label={t('add.author')}
                autoComplete="off"
                value={fields.author}
                error={wrong['title.author']}
                onChange={set('author')}
              />
              <NativeSelect
                label={t('add.format')}
                value={fields.format}
                data={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
                onChange={set('format')}
              />
            </>
          )}
          <NativeSelect
            label={t('add.type')}
            required
            value={fields.typeId}
            error={needed('typeId') ?? wrong['item_type_id']}
            data={choices(types.data)}
            onChange={set('typeId')}
          />
          <NativeSelect
            label={t('add.location', { branch: branch.name })}
            required
            value={fields.locationId}
            error={needed('locationId') ?? wrong['location_id']}
            data={choices(locations.data)}
            onChange={set('locationId')}
          />
        </div>
        <span className={classes.next}>{borrower ? t('add.lends', { name: borrower.name }) : t('add.noLoan')}</span>
        <div className={panel.actions}>
          <Button
            type="submit"
            loading={adding.isPending || (isTried && isLooking)}
            rightSection={<Keys combination="enter" />}
          >
            {borrower ? t('add.saveAndLend') : t('add.save')}
          </Button>
          <Button
            variant="default"
            rightSection={<Keys combination="escape" />}
            onClick={() => {
              circulation.showRefusal(null);
              onDone();
            }}
          >
            {t('refusal.leave')}
          </Button>
        </div>
      </form>
    </section>
  );
}
