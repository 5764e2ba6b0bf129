/** One way a path is sent, whichever kind of object says so. */
export interface PublicPath {
  readonly service: string;
  readonly kind: 'exact' | 'prefix' | 'pattern';
  readonly path: string;
}

interface HttpRoute {
  readonly rules: readonly {
    readonly matches: readonly { readonly path: { readonly type: string; readonly value: string } }[];
    readonly backendRefs: readonly { readonly name: string }[];
  }[];
}

interface Ingress {
  readonly rules: readonly {
    readonly http: {
      readonly paths: readonly {
        readonly path: string;
        readonly pathType: string;
        readonly backend: { readonly service: { readonly name: string } };
      }[];
    };
  }[];
}

const kinds: Readonly<Record<string, PublicPath['kind']>> = {
  Exact: 'exact',
  PathPrefix: 'prefix',
  Prefix: 'prefix',
  RegularExpression: 'pattern',
  ImplementationSpecific: 'pattern',
};

export function pathsOfRoute({ rules }: HttpRoute): PublicPath[] {
  return rules.flatMap(({ matches, backendRefs }) =>
    matches.map(({ path: { type, value } }) => publicPath(backendRefs[0]?.name ?? '', type, value)),
  );
}

export function pathsOfIngress({ rules }: Ingress): PublicPath[] {
  return rules.flatMap(({ http }) =>
    http.paths.map(({ path, pathType, backend }) => publicPath(backend.service.name, pathType, path)),
  );
}

function publicPath(service: string, type: string, path: string): PublicPath {
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`paths of type ${type} are not understood here`);
  return { service, kind, path };
}

/** As both interfaces rank them: an exact path, then a pattern over the whole path, then the longest prefix of whole segments. */
export function serviceOf(paths: readonly PublicPath[], path: string): string | undefined {
  const found =
    paths.find((one) => one.kind === 'exact' && one.path === path) ??
    paths.find((one) => one.kind === 'pattern' && new RegExp(`^(?:${one.path})$`).test(path)) ??
    paths
      .filter((one) => one.kind === 'prefix' && `${path}/`.startsWith(`${one.path.replace(/\/$/, '')}/`))
      .toSorted((one, other) => other.path.length - one.path.length)[0];
  return found?.service;
}
