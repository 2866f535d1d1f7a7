// Adds up the JavaScript a browser fetches before the desk is ready, compressed, and fails past the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKb = 250;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** What the desk's first screen needs: the entry, the shell, Circulate, and the words in one language. */
const entries = Object.keys(manifest).filter(
  (key) =>
    manifest[key].isEntry ||
    /features\/circulate\/CirculatePage\.tsx$/.test(key) ||
    /app\/desk\/DeskShell\.tsx$/.test(key) ||
    /(app|ui|api|features\/circulate)\/locales\/en\.json$/.test(key),
);

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.imports ?? []).forEach(visit);
};
entries.forEach(visit);

const sizes = [...files]
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, kb: gzipSync(readFileSync(new URL(file, dist))).length / 1024 }))
  .sort((a, b) => b.kb - a.kb);
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);

for (const { file, kb } of sizes) console.log(`${kb.toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${total.toFixed(1).padStart(8)} kB  first JavaScript of the desk, gzip (budget ${budgetKb} kB)`);
if (total > budgetKb) {
  console.error('Over budget: split a route or drop a dependency.');
  process.exit(1);
}
