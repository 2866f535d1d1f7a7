import { Refusal } from '../refusal.mjs';
import { installed, OLDEST_MAJOR } from './locate.mjs';
import { packaged, packagedMajor } from './package.mjs';

/**
 * The Postgres to run: an installed one, else the packaged one. `CARREL_POSTGRES` overrides: `package` or `installed`.
 *
 * @param {import('./account.mjs').Account | null} account who will run it
 * @param {{ major: number, data: string } | null} made the files that are there already: only their own major version reads them
 * @returns {import('./locate.mjs').Installation}
 */
export function choose(account, made) {
  const source = process.env.CARREL_POSTGRES ?? '';
  if (!['', 'package', 'installed'].includes(source)) {
    throw new Refusal(`CARREL_POSTGRES is "${source}"; it can be "package", "installed" or not set.`);
  }
  const candidates = source === 'package' ? [] : installed(account);
  const found = candidates.find(({ major }) => !made || major === made.major);
  if (found) return found;
  const packageIsAllowed = source !== 'installed';
  if (made && !(packageIsAllowed && made.major === packagedMajor())) {
    const majors = [...new Set([...candidates.map(({ major }) => major), ...(packageIsAllowed ? [packagedMajor()] : [])])];
    throw new Refusal(
      `${made.data} was made by Postgres ${made.major} and only Postgres ${majors.join(' or ') || '(none)'} is to be had: ` +
        `install Postgres ${made.major}, or move ${made.data} away to start with an empty library.`,
    );
  }
  if (!packageIsAllowed) throw new Refusal(`No installed Postgres ${OLDEST_MAJOR} or newer was found: install one or unset CARREL_POSTGRES.`);
  return packaged(account);
}
