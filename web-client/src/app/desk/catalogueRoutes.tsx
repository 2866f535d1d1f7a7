import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { BriefTitlesPage } from '../../features/catalogue/brief/BriefTitlesPage';
import { BulkChangePage } from '../../features/catalogue/bulk/BulkChangePage';
import { EditItemPage, NewItemPage } from '../../features/catalogue/item/ItemFormPage';
import { ItemPage } from '../../features/catalogue/item/ItemPage';
import { TitleSearchPage } from '../../features/catalogue/search/TitleSearchPage';
import { EditTitlePage, NewTitlePage } from '../../features/catalogue/title/TitleFormPage';
import { TitlePage } from '../../features/catalogue/title/TitlePage';
import { TitleHolds } from '../../features/holds/queue/TitleHolds';

export const BriefTitles = BriefTitlesPage;
export const BulkChange = BulkChangePage;

export function TitleSearch() {
  const search = useSearch({ from: '/desk/catalogue' });
  const navigate = useNavigate();
  return (
    <TitleSearchPage
      search={search}
      onSearch={(next) => void navigate({ to: '/desk/catalogue', search: next, replace: true })}
    />
  );
}

export function TitleRecord() {
  const { titleId } = useParams({ from: '/desk/titles/$titleId' });
  const navigate = useNavigate();
  return (
    <TitlePage
      titleId={titleId}
      onMerged={(keptId) => void navigate({ to: '/desk/titles/$titleId', params: { titleId: keptId } })}
      holds={({ id, title }) => <TitleHolds key={id} titleId={id} name={title} />}
    />
  );
}

export function TitleNew() {
  const navigate = useNavigate();
  return (
    <NewTitlePage
      onSaved={(titleId) => void navigate({ to: '/desk/titles/$titleId', params: { titleId } })}
      onCancel={() => void navigate({ to: '/desk/catalogue', search: {} })}
    />
  );
}

export function TitleEdit() {
  const { titleId } = useParams({ from: '/desk/titles/$titleId/edit' });
  const navigate = useNavigate();
  return (
    <EditTitlePage
      titleId={titleId}
      onDone={() => void navigate({ to: '/desk/titles/$titleId', params: { titleId } })}
    />
  );
}

export function ItemRecord() {
  const { itemId } = useParams({ from: '/desk/items/$itemId' });
  return <ItemPage itemId={itemId} />;
}

export function ItemNew() {
  const { titleId } = useParams({ from: '/desk/titles/$titleId/items/new' });
  const navigate = useNavigate();
  return (
    <NewItemPage titleId={titleId} onDone={() => void navigate({ to: '/desk/titles/$titleId', params: { titleId } })} />
  );
}

export function ItemEdit() {
  const { itemId } = useParams({ from: '/desk/items/$itemId/edit' });
  const navigate = useNavigate();
  return (
    <EditItemPage itemId={itemId} onDone={() => void navigate({ to: '/desk/items/$itemId', params: { itemId } })} />
  );
}
