import { createStore } from '../../../lib/store';

/** What was searched for last, for the way back from a record. In memory only: a name never stands in an address. */
export const lastSearch = createStore('');
