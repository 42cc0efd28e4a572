// Mistakes of senders, and the problem that each must be answered with. `code` and `pointer` are part
// of the API; `detail` must contain what a person needs to find the mistake. `kept` is what the
// rejected box must have if that is not the whole body.

import { deal } from './events.mjs';

const event = (changes) => JSON.stringify({ ...deal('D-bad', {}, { id: 'bad' }), ...changes });
const fields = (changes) => JSON.stringify(deal('D-bad', changes, { id: 'bad' }));
const put = (text, from, to) => text.replace(from, () => to);
const good = fields({});
const share = (person, percent) => ({ person, percent });

const bad_json = (name, body, detail) => ({ name, body, status: 400, code: 'bad_json', detail });
const refused = (name, code, pointer, body, detail = /\S/) => ({
  name,
  body,
  status: 422,
  code,
  pointer,
  detail,
});

const nested = (depth) => put(good, '"ana"', '['.repeat(depth) + ']'.repeat(depth));
const megabyte = event({ id: 'x'.repeat(1 << 20) });
const latin1 = Buffer.from(put(good, '"ana"', '"Zo\u00eb"'), 'latin1');

export const bad_inputs = [
  bad_json('an empty body', '', /line 1, column 1/),
  bad_json('a word that is not JSON', 'hello', /line 1, column 1/),
  bad_json('a body that is cut off', good.slice(0, -9), /line 1, column \d+/),
  bad_json('a comma before the brace', '{\n  "id": "x",\n}', /line 3, column 1/),
  bad_json('text after the end', good + ' and so on', /line 1, column \d+/),
  bad_json('NaN', put(good, '"100.00"', 'NaN'), /column \d+: .*NaN/),
  bad_json('minus Infinity', put(good, '"100.00"', '-Infinity'), /column \d+: .*Infinity/),
  bad_json('a bare NUL in a text', put(good, 'ana', 'a\0na'), /control character/),
  bad_json('half of a surrogate pair', put(good, 'ana', '\\ud800'), /surrogate/),
  {
    name: 'Latin-1 instead of UTF-8',
    body: latin1,
    status: 400,
    code: 'bad_utf8',
    detail: /byte offset \d+/,
  },
  {
    name: '100,000 levels deep',
    body: nested(100_000),
    status: 400,
    code: 'too_deep',
    detail: /64/,
    kept: '', // larger than what is kept
  },

  {
    ...refused('a number where an event is expected', 'wrong_type', undefined, '[7]'),
    kept: '7', // of an array, each item is kept by itself
  },
  refused('an id that is a number', 'wrong_type', '/id', event({ id: 7 })),
  refused('no id', 'missing', '/id', event({ id: undefined })),
  refused('an empty id', 'bad_value', '/id', event({ id: '' })),
  {
    ...refused('an id of a megabyte', 'bad_value', '/id', megabyte, /200/),
    kept: megabyte.slice(0, 1 << 16), // a list shows the beginning
  },
  refused('an id with NUL', 'bad_value', '/id', event({ id: 'a\0b' }), /control/),
  refused('an id of a deal with NUL', 'bad_value', '/deal/id', fields({ id: 'a\0b' })),
  refused('no type', 'missing', '/type', event({ type: undefined })),
  refused('an unknown type', 'unknown_type', '/type', event({ type: 'party' }), /party/),
  refused('no occurred_at', 'missing', '/occurred_at', event({ occurred_at: undefined })),
  refused(
    'a date without a zone',
    'bad_value',
    '/occurred_at',
    event({ occurred_at: '2026-03-02T10:00:00' }),
    /zone/,
  ),
  refused(
    '31 February',
    'bad_value',
    '/occurred_at',
    event({ occurred_at: '2026-02-31T10:00:00Z' }),
    /2026-02-31/,
  ),
  refused(
    'a close date on 31 February',
    'bad_value',
    '/deal/close_date',
    fields({ close_date: '2026-02-31' }),
    /2026-02-31/,
  ),
  refused('no deal', 'missing', '/deal', event({ deal: undefined })),
  refused('a deal without id', 'missing', '/deal/id', fields({ id: undefined })),
  refused('a deal that is a list', 'wrong_type', '/deal', event({ deal: [] })),
  refused('a title that is an object', 'wrong_type', '/deal/title', fields({ title: {} })),
  refused('12,50', 'bad_value', '/deal/amount', fields({ amount: '12,50' }), /12,50|decimal/),
  refused('1e400', 'bad_value', '/deal/amount', put(good, '"100.00"', '1e400'), /1e400/),
  refused(
    'an amount of thirty digits',
    'bad_value',
    '/deal/amount',
    fields({ amount: '9'.repeat(30) }),
    /9{30}/,
  ),
  refused('five decimals', 'bad_value', '/deal/amount', fields({ amount: '1.00001' }), /1\.00001/),
  refused('an amount that is true', 'wrong_type', '/deal/amount', fields({ amount: true })),
  refused(
    'a currency of two letters',
    'bad_value',
    '/deal/currency',
    fields({ currency: 'EU' }),
    /"EU"/,
  ),
  refused(
    'a probability of 140',
    'bad_value',
    '/deal/probability',
    fields({ probability: 140 }),
    /140/,
  ),
  refused(
    'credits of 140 %',
    'bad_value',
    '/deal/credits',
    fields({ credits: [share('ana', '80'), share('ben', '60')] }),
    /100/,
  ),
  refused(
    'a person credited twice',
    'bad_value',
    '/deal/credits/1/person',
    fields({ credits: [share('ana', '50'), share('ana', '50')] }),
  ),
  refused(
    'a credit without a person',
    'missing',
    '/deal/credits/0/person',
    fields({ credits: [{ percent: '100' }] }),
  ),
  refused(
    'a field given twice',
    'bad_value',
    '/deal/owner',
    put(good, '"owner":"ana"', '"owner":"ana","owner":"ben"'),
  ),
];
