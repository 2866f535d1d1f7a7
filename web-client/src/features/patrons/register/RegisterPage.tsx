import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patronCategoriesQuery } from '../../../api/choices';
import { libraryQuery } from '../../../api/library';
import { registerPatron, type DuplicateSearch, type NewPatron } from '../../../api/patrons';
import { ApiProblem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import { useOnce } from '../../../api/useOnce';
import { useFieldWords, useProblemWords } from '../../../api/words';
import { givenOf, type Fields } from '../../../lib/fields';
import { wallDate } from '../../../lib/zone';
import { Notice } from '../../../ui/Notice';
import { Page } from '../../../ui/Page';
import { RecordForm } from '../../../ui/RecordForm';
import { MinorGuardian } from './MinorGuardian';
import { isFor, personOf, yearsBetween } from './person';
import { Twins } from './Twins';
import { useIsDuplicate } from './useIsDuplicate';
import { bodyOf, usePatronGroups } from './usePatronGroups';

interface RegisterPageProps {
  onRegistered: (patronId: string) => void;
  onCancel: () => void;
}

/** Gives somebody their first card. */
export function RegisterPage({ onRegistered, onCancel }: RegisterPageProps) {
  const { t } = useTranslation('patrons');
  const words = useProblemWords();
  const fieldWords = useFieldWords();
  const { branch } = useSession();
  const library = useQuery(libraryQuery());
  const categories = useQuery(patronCategoriesQuery());
  const [person, setPerson] = useState<DuplicateSearch>({});
  const followed = useRef('');
  const [guardian, setGuardian] = useState({ guardian_id: '', reason: '' });
  const once = useOnce();
  const registering = useMutation({
    mutationFn: ({ fields, confirmed }: { fields: Fields; confirmed: boolean }) => {
      const given = bodyOf({ wants_notices: '', ...givenOf({ ...fields, ...guardian }) });
      const body = { ...given, ...(confirmed && { override: { codes: ['possible-duplicate'] } }) };
      return once(body as unknown as NewPatron, (key) => registerPatron(body as unknown as NewPatron, key));
    },
    onSuccess: ({ id }) => onRegistered(id),
  });
  const wrong = fieldWords(registering.error);
  const isDuplicate = useIsDuplicate(registering.error);
  // The form asks early for what the service will ask for; who counts as a minor stays the service's to say.
  const today = wallDate(new Date(), branch.zone);
  const age = person.birth_on ? yearsBetween(person.birth_on, today) : null;
  const isYoung = age !== null && age < (library.data?.adult_at ?? 0);
  const needsGuardian =
    registering.error instanceof ApiProblem &&
    (registering.error.code === 'forbidden' ||
      registering.error.errors.some(({ pointer }) => pointer === '/guardian_id' || pointer === '/reason'));
  const groups = usePatronGroups(branch.id, {
    who: <Twins person={{ ...person, ...(guardian.guardian_id && { guardian_id: guardian.guardian_id }) }} />,
    membership: (isYoung || needsGuardian || guardian.guardian_id !== '' || guardian.reason !== '') && (
      <MinorGuardian
        value={guardian}
        family={person.family_name ?? ''}
        wrong={wrong}
        isRefused={needsGuardian}
        onChange={setGuardian}
      />
    ),
  });

  /** Takes the category that is for this age, as long as nobody has chosen another. */
  const follow = (fields: Fields): Fields | null => {
    const next = personOf(fields);
    const chosen = fields['patron_category_id'] ?? '';
    if (!next.birth_on || (chosen !== '' && chosen !== followed.current)) return null;
    const years = yearsBetween(next.birth_on, today);
    const fitting = (categories.data ?? []).filter((category) => isFor(category, years));
    // The narrowest first: a child's category before one for all ages.
    const [first] = fitting.sort((one, other) => (one.max_age ?? 999) - (other.max_age ?? 999));
    if (!first) return null;
    followed.current = first.id;
    return { patron_category_id: first.id };
  };

  return (
    <Page title={t('form.register')}>
      <RecordForm
        groups={groups}
        initial={{ home_branch_id: branch.id, wants_notices: 'yes' }}
        submit={t('form.submit')}
        isWorking={registering.isPending}
        failure={
          isDuplicate ? null : needsGuardian ? t('form.minor') : registering.isError ? words(registering.error) : null
        }
        wrong={wrong}
        onSubmit={(fields) => registering.mutate({ fields, confirmed: false })}
        onCancel={onCancel}
        onLeave={(fields) => setPerson(personOf(fields))}
        follow={follow}
        ask={
          isDuplicate &&
          registering.variables && (
            <Notice tone="attention" isUrgent>
              <div>{t('form.duplicate')}</div>
              <Group gap="xs" mt="xs">
                <Button
                  variant="default"
                  onClick={() => registering.mutate({ fields: registering.variables.fields, confirmed: true })}
                >
                  {t('form.another')}
                </Button>
              </Group>
            </Notice>
          )
        }
      />
    </Page>
  );
}
