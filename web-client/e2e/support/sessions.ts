import type { APIRequestContext, APIResponse, Cookie } from '@playwright/test';
import { password, staff, type Role } from './staff';

export interface Session {
  /** For what a test arranges without the screen. */
  token: string;
  branchId: string;
  /** What a browser needs to start signed in. */
  cookies: Cookie[];
  /** When the token was given, in milliseconds. */
  since: number;
}

/** The body of an answer; anything but a success fails with what was answered. */
export async function read<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** An access token lives 15 minutes, and no test lasts five. */
const freshForMs = 10 * 60_000;

/**
 * The sessions of one worker, all at the front desk of Central. They go from test to test, because the service rations
 * signing in. A browser may have turned its cookie over in the moment its test ended, so none is lent as it came back:
 * it is refreshed first, and where it is over somebody signs in again.
 */
export class Sessions {
  private readonly idle = new Map<Role, Session[]>();
  private readonly latest = new Map<Role, Session>();

  constructor(private readonly newRequest: (cookies: Cookie[]) => Promise<APIRequestContext>) {}

  /** Whoever arranges things without a screen. */
  async of(role: Role): Promise<Session> {
    const known = this.latest.get(role);
    if (known && Date.now() - known.since < freshForMs) return known;
    const session = await this.lend(role);
    this.giveBack(role, session);
    return session;
  }

  /** A session that no other browser has, fresh; to be given back. */
  async lend(role: Role): Promise<Session> {
    const used = this.idle.get(role)?.pop();
    const session = (used && (await this.renew(used))) ?? (await this.signIn(role));
    this.latest.set(role, session);
    return session;
  }

  /** With the cookies the browser ended with. */
  giveBack(role: Role, session: Session, cookies: Cookie[] = session.cookies): void {
    this.idle.set(role, [...(this.idle.get(role) ?? []), { ...session, cookies }]);
  }

  /** The session with another token and cookie; null when it is over. */
  private async renew(session: Session): Promise<Session | null> {
    const request = await this.newRequest(session.cookies);
    const answer = await request.post('/api/v1/auth/refresh', { data: {} });
    if (answer.status() === 401) {
      await request.dispose();
      return null;
    }
    const { access_token: token } = await read<{ access_token: string }>(answer);
    return { ...session, token, ...(await this.kept(request)) };
  }

  private async signIn(role: Role): Promise<Session> {
    const request = await this.newRequest([]);
    const branches = await read<{ items: { id: string; code: string }[] }>(await request.get('/api/v1/branches'));
    const branchId = branches.items.find(({ code }) => code === 'CEN')!.id;
    const login = await request.post('/api/v1/auth/login', {
      data: { username: staff[role].username, password, branch_id: branchId, session: 'cookie' },
    });
    const headers = { authorization: `Bearer ${(await read<{ access_token: string }>(login)).access_token}` };
    const desks = await read<{ items: { id: string; name: string }[] }>(
      await request.get(`/api/v1/branches/${branchId}/desks`, { headers }),
    );
    const deskId = desks.items.find(({ name }) => name === 'Front desk')!.id;
    const placed = await request.post('/api/v1/auth/context', {
      headers,
      data: { branch_id: branchId, desk_id: deskId },
    });
    const { access_token: token } = await read<{ access_token: string }>(placed);
    return { token, branchId, ...(await this.kept(request)) };
  }

  private async kept(request: APIRequestContext): Promise<Pick<Session, 'cookies' | 'since'>> {
    const { cookies } = await request.storageState();
    await request.dispose();
    return { cookies, since: Date.now() };
  }
}
