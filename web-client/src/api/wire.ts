import type { paths } from './schema';

type Json<Body> = Body extends { content: { 'application/json': infer Sent } } ? Sent : never;

/** What an operation is sent: `Sent<'/api/v1/patrons', 'post'>`. */
export type Sent<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: infer Body;
}
  ? Json<NonNullable<Body>>
  : never;
