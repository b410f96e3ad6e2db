import { isChange, type Route } from '../kernel/http/index.ts';

const generations = new WeakMap<object, number>();

/** Grows with every change to users, credentials, keys, roles or accounts that this process made on a database. */
export function generationOf(db: object): number {
  return generations.get(db) ?? 0;
}

/** Routes whose changes end what sign-ins remember: they hold from the next request on, in this process. */
export function endingSignIns(db: object, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => (isChange(route.operation) ? ending(db, route) : route));
}

function ending(db: object, route: Route): Route {
  return {
    ...route,
    handle: async (call) => {
      try {
        return await route.handle(call);
      } finally {
        generations.set(db, generationOf(db) + 1);
      }
    },
  };
}
