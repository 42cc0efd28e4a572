// The API of the admin page: an office with four sources, some of them with problems.

const minute = 60000;
const hour = 60 * minute;

export class AdminMock {
  forbidden = []; // paths answered with 403
  absent = []; // paths answered with 404
  posts = []; // [path, body] of every POST
  deletes = []; // the path of every DELETE
  sources = sources();
  needs = needs();
  rejected = rejected();
  deliveries = deliveries();
  outcomes = outcomes();
  figure_change = null; // what new counting rules moved
  access = access();
  refuse_post = null; // [status, problem]: the response to a POST

  constructor(server) {
    this.server_ = server;
  }

  // True when the request was for one of these.
  answer(request, response, url) {
    const path = url.pathname.replace('/api/v1/', '');
    const [what, id, verb] = path.split('/').map(decodeURIComponent);
    const known = [
      'sources',
      'needs-mapping',
      'rejected',
      'deliveries',
      'figure-changes',
      'tokens',
      'devices',
    ];
    if (!known.includes(what)) return false;
    if (!url.pathname.startsWith('/api/v1/')) return false;
    const say = (body, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
      return true;
    };
    if (this.forbidden.includes(what))
      return say({ status: 403, detail: 'this token may only read' }, 403);
    if (this.absent.includes(what)) return say({ status: 404, code: 'not_found' }, 404);
    const query = Object.fromEntries(url.searchParams);
    if (request.method === 'DELETE') {
      this.deletes.push(url.pathname);
      this.access = without(this.access, id);
      response.writeHead(204);
      response.end();
      return true;
    }
    if (what === 'tokens' && request.method === 'GET') return say(this.access);
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        this.posts.push([url.pathname + url.search, body]);
        if (this.refuse_post) return say(this.refuse_post[1], this.refuse_post[0]);
        if (what === 'tokens') return say(this.issue_(JSON.parse(body)), 201);
        if (verb === 'try') return say(this.outcomes);
        if (verb === 'dismiss') return say(this.dismiss_(what, Number(query.like ?? id)));
        if (what === 'sources') return say(this.replay_all_(id, Number(query.after ?? 0)));
        return say(this.replay_(Number(id)));
      });
      return true;
    }
    if (what === 'sources') return say({ sources: this.sources });
    if (what === 'needs-mapping') return say(this.needs_now_());
    if (what === 'figure-changes') return say({ version: 2, changed: this.figure_change });
    if (what === 'rejected')
      return say({ ...page(this.rejected, query), waiting: this.waiting_() });
    if (!id)
      return say(
        page(
          this.deliveries.map(({ body, request: _, ...row }) => row),
          query,
        ),
      );
    const one = this.deliveries.find((row) => row.id === Number(id));
    return one ? say(one) : say({ status: 404, code: 'not_found' }, 404);
  }

  // Without what the org document maps by now.
  needs_now_() {
    const { document } = this.server_.org;
    const mapped = JSON.stringify(document.people ?? []) + JSON.stringify(document.pipelines ?? []);
    const waits = ({ source, key }) => !mapped.includes(JSON.stringify(source + ':' + key));
    const decided = (document.twins ?? []).map(({ deal, of }) => [deal, of].sort().join());
    const name = ({ source, id }) => source + ':' + id;
    const kept = Object.entries(this.needs).map(([kind, list]) => {
      if (['people', 'stages', 'pipelines'].includes(kind)) return [kind, list.filter(waits)];
      if (kind !== 'twins') return [kind, list];
      return [kind, list.filter(({ deals }) => !decided.includes(deals.map(name).sort().join()))];
    });
    return Object.fromEntries(kept);
  }

  replay_(id) {
    const row = this.rejected.find((one) => one.id === id);
    if (row.code === 'id_reused')
      return { outcome: 'rejected', accepted: 0, rejected: [{ message: 'id is taken' }], seq: 0 };
    row.replayed_as = 1300 + id;
    return { outcome: 'accepted', accepted: 1, duplicates: 0, rejected: [], seq: row.replayed_as };
  }

  // The row, or with `what` = "sources" all with its reason.
  dismiss_(what, id) {
    const one = this.rejected.find((row) => row.id === id);
    const alike = this.rejected.filter(
      (row) =>
        row === one ||
        (what === 'sources' && row.source === one.source && row.message === one.message),
    );
    for (const row of alike) row.replayed_as = 0;
    return what === 'sources' ? { dismissed: alike.length } : {};
  }

  issue_({ name, role, expires_at }) {
    const end = expires_at === null ? null : Date.parse(expires_at);
    const now = Date.now();
    const token = { id: 'NEW', name, role, expires_at: end, used_at: now, devices: [] };
    this.access.tokens.push(token);
    return { id: token.id, token: 'dbt_shown_once' };
  }

  waiting_() {
    const rows = this.rejected.filter((row) => row.source === 'hubspot' && !row.replayed_as);
    return rows.length ? [{ source: 'hubspot', rows: rows.length, bytes: 900, used: 0.625 }] : [];
  }

  // Two at a time, so that the page must continue.
  replay_all_(source, after) {
    const waiting = this.rejected
      .filter((row) => row.source === source && row.replayed_as === null && row.id > after)
      .sort((a, b) => a.id - b.id);
    const rows = waiting.slice(0, 2);
    const taken = rows.filter((row) => this.replay_(row.id).accepted);
    const next = rows.length === 2 ? rows[1].id : null;
    return { replayed: taken.length, still_rejected: rows.length - taken.length, seq: 1310, next };
  }
}

function page(all, { source, outcome, before }) {
  const rows = all.filter(
    (row) =>
      (!source || row.source === source) &&
      (!outcome || row.outcome === outcome) &&
      (!before || row.id < Number(before)),
  );
  const some = rows.slice(0, 20);
  return { rows: some, next: rows.length > 20 ? some[19].id : null };
}

function without({ tokens, devices }, id) {
  const others = (list) => list.filter((one) => one.id !== id);
  return {
    tokens: others(tokens).map((token) => ({ ...token, devices: others(token.devices) })),
    devices: others(devices),
  };
}

// An admin in this browser, two TVs with one token, a program, and a login of version 0.1.
function access() {
  const now = Date.now();
  const device = (id, agent, from, used_at, rest = {}) => ({
    id,
    agent,
    from,
    expires_at: now + 80 * 24 * hour,
    used_at,
    connected: false,
    current: false,
    ...rest,
  });
  const token = (id, name, role, devices, expires_at = null) => ({
    id,
    name,
    role,
    expires_at,
    used_at: now - 14000,
    devices,
  });
  const tizen = 'Mozilla/5.0 (Linux; Tizen 5.0) SamsungBrowser/2.2 Chrome/63.0.3239.84 Safari/537';
  const chrome = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
  return {
    tokens: [
      token('ADMIN', 'admin', 'admin', [device('D1', chrome, '10.0.0.7', now, { current: true })]),
      token('HALL', 'TVs on the second floor, next to the kitchen and in the hall', 'viewer', [
        device('D2', tizen, '10.0.0.20', now - 5000, { connected: true }),
        device('D3', tizen, '2001:db8:85a3:8d3:1319:8a2e:370:7348', now - 40 * 24 * hour),
      ]),
      token('KPI', 'تقارير', 'viewer', [], now + 20 * 24 * hour),
    ],
    devices: [device('D4', '', '', now - 9 * 24 * hour)],
  };
}

export function sources() {
  const now = Date.now();
  const source = (id, title, state, last, rest = {}) => ({
    id,
    title,
    state,
    last,
    last_accepted: last,
    per_hour: 12,
    normal_per_hour: 14.5,
    error_share: 0,
    signature_failures: 0,
    gaps: 0,
    detail: '',
    ...rest,
  });
  return [
    source('hubspot', 'HubSpot', 'ok', now - 14000),
    source('pipedrive', 'Pipedrive', 'silent', now - 3 * hour - 5 * minute, { per_hour: 0 }),
    source('stripe', 'Stripe', 'failing', now - 4 * minute, {
      per_hour: 31,
      normal_per_hour: 30,
      error_share: 0.387,
      signature_failures: 12,
      gaps: 3,
      detail: 'newest refusal: mismatch, 4 minutes ago',
    }),
    source('close', 'Close', 'never', null, {
      per_hour: 0,
      normal_per_hour: null,
      error_share: null,
    }),
  ];
}

export function needs() {
  const unknown = (source, key, n, held_back, rest = {}) => ({
    source,
    key,
    n,
    held_back,
    ...rest,
  });
  return {
    people: [
      unknown('hubspot', '88120', 2, { EUR: '4100.00' }, { proposed: null }),
      unknown('hubspot', '77014203', 14, { EUR: '92000.00' }, { proposed: 'ana' }),
      unknown(
        'pipedrive',
        'سارة العتيبي',
        3,
        { EUR: '12500.00', USD: '800.00' },
        { proposed: null },
      ),
    ],
    stages: [unknown('pipedrive', 'contractsent', 5, { EUR: '31000.00' }, { pipeline: 'new' })],
    pipelines: [unknown('hubspot', 'Partner deals', 2, {})],
    currencies: [unknown('stripe', 'SEK', 6, { SEK: '740000.00' })],
    other_authority: [{ source: 'stripe', pipeline: 'new', n: 9, held_back: { EUR: '51000.00' } }],
    incomplete: [
      { source: 'hubspot', missing: 'amount', n: 12, deals: ['123', '124', '125', '126'] },
      { source: 'pipedrive', missing: 'owner', n: 1, deals: ['8'] },
    ],
    twins: [
      {
        deals: [
          twin('hubspot', '123', 'Acme renewal', '12500.00', '2026-11-23', 'ana'),
          twin('stripe', 'pi_1', 'Invoice 2041', '12500.00', '2026-11-24', ''),
        ],
      },
    ],
    rest: { people: 0, incomplete: 4 },
    seq: 1295,
  };
}

function twin(source, id, title, amount, day, person) {
  return { source, id, title, amount, currency: 'EUR', day, person };
}

export function office() {
  return {
    name: 'Northwind',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    people: [
      { id: 'ben', name: 'Ben Okafor', aliases: ['ben@example.com'], ramp: ['0', '50'] },
      { id: 'ana', name: 'Ana Souza' },
      { id: 'sara', name: 'سارة العتيبي' },
    ],
    pipelines: [
      {
        id: 'new',
        name: 'New business',
        stages: [{ id: 'demo', name: 'Demo', probability: '20' }],
      },
      { id: 'partner', name: 'Partners', stages: [{ id: 'won', name: 'Won', status: 'won' }] },
    ],
    quotas: [{ period: '2026-11', amount: '600000.00' }],
  };
}

function rejected() {
  const body = (id) =>
    `[{"eventId":${id},"objectId":9007199254740993,"propertyName":"dealstage","propertyValue":null}]`;
  const row = (id, source, code, message, pointer, rest = {}) => ({
    id,
    at: Date.now() - (10 - id) * 7 * minute,
    source,
    code,
    message,
    pointer,
    bytes: 412,
    hash: 'sha256:0',
    body: body(id),
    hook: true,
    replayed_as: null,
    count: 1,
    ...rest,
  });
  return [
    row(9, 'hubspot', 'missing', 'no value for the id of the deal', '/0/objectId'),
    row(8, 'hubspot', 'bad_value', 'not a time: "yesterday"', '/0/occurredAt', {
      count: 3,
      last_at: Date.now() - 2 * minute,
    }),
    row(7, 'stripe', 'id_reused', 'this id came before with another body', '/id'),
    row(6, 'hubspot', 'missing', 'no value for the id of the deal', '/0/objectId'),
    row(5, 'api', 'missing', 'deal.id is missing', '/deal/id', { hook: false }),
    row(4, 'hubspot', 'bad_value', 'not a number: "12,5"', '/0/propertyValue', {
      replayed_as: 1201,
    }),
    row(3, 'api', 'too_large', 'more than 32 MB', '', { hook: false, body: '', bytes: 41000000 }),
  ];
}

function deliveries() {
  const kinds = [
    ['accepted', 200, ''],
    ['accepted', 200, ''],
    ['duplicate', 200, ''],
    ['ignored', 200, 'contact.creation concerns no deal'],
    ['rejected', 200, 'no value for the id of the deal'],
    ['unauthorized', 401, 'mismatch'],
    ['refused', 413, 'more than 1 MB'],
  ];
  return Array.from({ length: 45 }, (_, i) => {
    const [outcome, status, detail] = kinds[i % kinds.length];
    return {
      id: 500 - i,
      at: Date.now() - i * 3 * minute,
      source: ['hubspot', 'stripe'][i % 2],
      outcome,
      status,
      latency_us: 800 + i * 371,
      events: outcome === 'accepted' ? 1 : 0,
      detail,
      bytes: 512 + i,
      request: `{"method":"POST","target":"/hooks/hubspot","headers":{"x-hubspot-signature-v3":"…"}}`,
      body: outcome === 'refused' ? '' : `{"n":${i},"title":"<img src=x onerror=alert(1)>"}`,
    };
  });
}

function outcomes() {
  const event = {
    id: 'evt-1',
    type: 'deal',
    occurred_at: '2026-11-23T09:30:00Z',
    deal: { id: '123', amount: '12500.00', currency: 'EUR', stage: 'contractsent' },
  };
  return {
    outcomes: [
      { item: 0, kind: 'event', event, previous: { stage: 'proposal' } },
      { item: 1, kind: 'ignored', reason: 'contact.creation concerns no deal' },
      {
        item: 2,
        kind: 'failed',
        code: 'missing',
        message: 'no value for the id',
        pointer: '/2/objectId',
      },
    ],
  };
}
