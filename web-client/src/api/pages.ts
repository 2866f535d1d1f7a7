interface Page<T> {
  items: readonly T[];
  next_cursor: string | null;
}

/** The whole of a list that is short enough to be held, read page by page. */
export async function everyItem<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page<T> = await read(next ? { cursor: next } : {});
    items.push(...page.items);
    next = page.next_cursor;
  }
  return items;
}
