/**
 * Lends an item and takes it back, as a program should: every deed has one key, and is sent again under it until an answer comes.
 *
 *     node lend.mjs [card] [item]
 */
const api = `${process.env.CARREL_URL ?? 'http://localhost:8080'}/api/v1`;
const [card = '2000000001', item = '3000000002'] = process.argv.slice(2);

/** A refusal: `problem` is what the API says about it. */
class Refused extends Error {
  constructor(problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** Sends a body and gives back the answer; a problem is thrown. */
async function post(path, body, headers = {}) {
  const answer = await fetch(api + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const json = await answer.json();
  if (answer.ok) return json;
  throw new Refused({ ...json, retryAfter: Number(answer.headers.get('Retry-After') ?? 0) });
}

/** Does a deed once, however often it has to be sent. */
async function perform(path, body, token) {
  const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': crypto.randomUUID() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await post(path, body, headers);
    } catch (error) {
      const mayPass = !(error instanceof Refused) || ['in-progress', 'busy', 'too-many-requests'].includes(error.problem.code);
      if (!mayPass || attempt === 5) throw error;
      await new Promise((resume) => setTimeout(resume, 1000 * (error.problem?.retryAfter || attempt)));
    }
  }
}

try {
  const { access_token: token, branch } = await post('/auth/login', { username: 'ada.assistant', password: 'carrel-demo' });
  console.log(`Signed in at ${branch.name}.`);
  const loan = await perform('/loans', { patron_barcode: card, item_barcode: item }, token);
  console.log(`${loan.item.title.title} is lent to ${loan.patron.name} until ${loan.due_on}.`);
  const back = await perform('/returns', { item_barcode: item }, token);
  console.log(`It is back (${back.outcome}) and goes to: ${back.route_to.kind}, ${back.route_to.branch.name}.`);
} catch (error) {
  for (const { code, detail, level } of error.problem?.blocks ?? []) console.error(`  ${code} (may be lifted by: ${level}): ${detail}`);
  for (const { pointer, detail } of error.problem?.errors ?? []) console.error(`  ${pointer}: ${detail}`);
  console.error(error.message);
  process.exitCode = 1;
}
