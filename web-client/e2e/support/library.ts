import { randomInt, randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { read, type Sessions } from './sessions';
import type { Role } from './staff';

export interface Patron {
  id: string;
  name: string;
  card: string;
}

export interface Item {
  id: string;
  barcode: string;
  title: string;
  titleId: string;
}

interface Coded {
  id: string;
  code: string;
}

/** A number nobody else has: tests run beside each other, and again on the same library. */
export const newNumber = (): string => `7${randomInt(1e9, 1e10 - 1)}`;

/** A word nobody else has, to be searched for. */
export const newWord = (): string => {
  const letters = Array.from({ length: 7 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  return letters[0]!.toUpperCase() + letters.slice(1);
};

/** Arranges by the API what a test finds when it begins: patrons and items that are only its own. */
export class Library {
  private readonly lists = new Map<string, Promise<Coded[]>>();

  constructor(
    private readonly request: APIRequestContext,
    private readonly sessions: Sessions,
  ) {}

  /** An adult in good standing, unless told otherwise. */
  async patron({ category = 'ADULT', ...more }: { category?: string; [field: string]: unknown } = {}): Promise<Patron> {
    const family = newWord();
    const card = newNumber();
    const record = await this.post<{ id: string; name: string }>('/api/v1/patrons', {
      card_number: card,
      given_name: 'Robin',
      family_name: family,
      birth_on: '1985-04-12',
      patron_category_id: await this.idOf('/api/v1/patron-categories', category),
      home_branch_id: await this.branch(),
      ...more,
    });
    return { id: record.id, name: record.name, card };
  }

  /** A copy on its shelf at Central, of a title of its own. */
  async item({ type = 'BOOK', ...more }: { type?: string; [field: string]: unknown } = {}): Promise<Item> {
    const name = `The ${newWord()} Papers`;
    const title = await this.post<{ id: string }>('/api/v1/titles', {
      title: name,
      author: 'E. Tester',
      format: 'book',
    });
    const branch = await this.branch();
    const barcode = newNumber();
    const record = await this.post<{ id: string }>('/api/v1/items', {
      title_id: title.id,
      barcode,
      item_type_id: await this.idOf('/api/v1/item-types', type),
      home_branch_id: branch,
      location_id: await this.idOf(`/api/v1/branches/${branch}/locations`, 'FIC'),
      call_number: 'FIC TES',
      ...more,
    });
    return { id: record.id, barcode, title: name, titleId: title.id };
  }

  /** Lends the item, as at a desk where nothing stands against it. */
  async lend(patron: Patron, item: Item): Promise<void> {
    await this.post('/api/v1/loans', { patron_id: patron.id, item_id: item.id });
  }

  async restrict(patron: Patron, reason: string): Promise<void> {
    await this.post(`/api/v1/patrons/${patron.id}/restrictions`, { reason });
  }

  /** Gives the patron another card because the one they had was lost. Answers the new number. */
  async loseCard(patron: Patron): Promise<string> {
    const number = newNumber();
    await this.post(`/api/v1/patrons/${patron.id}/cards`, { number, old_state: 'lost' });
    return number;
  }

  async post<T>(path: string, data: object, role: Role = 'assistant'): Promise<T> {
    const headers = { ...(await this.headers(role)), 'idempotency-key': randomUUID() };
    return read<T>(await this.request.post(path, { headers, data }));
  }

  async get<T>(path: string, role: Role = 'assistant'): Promise<T> {
    return read<T>(await this.request.get(path, { headers: await this.headers(role) }));
  }

  private async headers(role: Role): Promise<Record<string, string>> {
    return { authorization: `Bearer ${(await this.sessions.of(role)).token}` };
  }

  private async branch(): Promise<string> {
    return (await this.sessions.of('assistant')).branchId;
  }

  private async idOf(path: string, code: string): Promise<string> {
    let list = this.lists.get(path);
    if (!list) {
      list = this.get<{ items: Coded[] }>(path).then(({ items }) => items);
      this.lists.set(path, list);
    }
    const found = (await list).find((one) => one.code === code);
    if (!found) throw new Error(`The demo library has no ${code} in ${path}`);
    return found.id;
  }
}
