// Exports of CRMs are imported, and every figure of the program equals what was counted without it, to
// the cent: by person, product, team, quarter, month, stage and customer.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { count_deals } from './support/count_deals.mjs';
import { counts, values } from './support/events.mjs';
import { exports_here, org_by, without_maven } from './support/exports.mjs';
import { run, scratch } from './support/program.mjs';
import { Server } from './support/server.mjs';

const money = (amount) => amount.toFixed(2);
const won_by = (rows) => Object.fromEntries(rows.map((row) => [row.name, money(row.won_value)]));
const count_by = (rows) => Object.fromEntries(rows.map((row) => [row.name, row.won_count]));
const of_keys = (object, field) =>
  Object.fromEntries(Object.entries(object).map(([key, row]) => [key, row[field]]));
const moneys = (object) =>
  Object.fromEntries(Object.entries(object).map(([key, amount]) => [key, money(amount)]));
const range = (key) => {
  const [, year, quarter] = /^(\d+)-Q(\d)$/.exec(key).map(Number);
  const first = (n) => `${year + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`;
  return { from: first(quarter * 3 - 3), to: first(quarter * 3) };
};

test('the counting that the program is compared with is right', () => {
  const [bicycles, maven] = exports_here;

  // Added up once with awk.
  const { totals, cycle_days } = bicycles.truth;
  assert.deepEqual(
    [totals.won_count, totals.lost_count, totals.open_count, totals.won_value],
    [18, 12, 10, 100_357.37],
  );
  assert.deepEqual([totals.max_won, totals.min_won], [20_926.13, 170.85]);
  assert.deepEqual([cycle_days.won.median, cycle_days.lost.median], [35, 29.5]);
  const { top5_agents } = bicycles.truth.by_quarter_of_close['2024-Q1'];
  assert.deepEqual(top5_agents[0], { name: 'Priya Nair', won_value: 10_653.15, won_count: 2 });

  if (!maven) return; // its own test below says that it is skipped
  const counted = count_deals(maven.deals);
  assert.deepEqual(counted.all_agents, maven.truth.all_agents);
  assert.deepEqual(counted.win_rate_by_agent, maven.truth.win_rate_by_agent);
  assert.deepEqual(counted.open_by_stage_and_office, maven.truth.open_by_stage_and_office);
});

if (without_maven) test('the 8,800 deals of Maven Analytics', { skip: without_maven }, () => {});

for (const set of exports_here)
  describe(set.name, () => {
    // One office for all figures; its teams are the offices of the export.
    /** @type {Server} */
    let server;
    let imported;
    const ending = [];
    before(async () => {
      const file = { after: (end) => ending.push(end) };
      const data = scratch(file);
      const org = join(data, 'org.json');
      writeFileSync(org, JSON.stringify(org_by(set, 'office')));
      assert.equal((await run('org', 'apply', org, '--data', data)).code, 0);
      imported = await run('import', set.file, '--data', data);
      server = await Server.start(file, data);
    });
    after(async () => {
      for (const end of ending.reverse()) await end();
    });

    test('the import takes every row and says how it reads them', () => {
      assert.equal(imported.code, 0, imported.err);
      assert.match(
        imported.out,
        new RegExp(`^${set.rows} imported, 0 already there, 0 rejected$`, 'm'),
      );
      assert.match(imported.out, new RegExp(`^ +amount +${set.amounts} `, 'm'));
      assert.match(imported.out, /the office's currency/);
      assert.match(imported.err, new RegExp(`${set.rows} of ${set.rows} rows`));
    });

    test('totals', async () => {
      const { totals } = set.truth;
      const total = async (measure) => (await server.kpis(measure)).total;

      assert.deepEqual(await total('won_amount'), {
        value: money(totals.won_value),
        n: totals.won_count,
      });
      assert.equal((await total('won_count')).value, totals.won_count);
      assert.equal((await total('lost_count')).value, totals.lost_count);
      assert.equal((await total('open_count')).value, totals.open_count);
      assert.equal(
        (await total('win_rate')).value.toFixed(6),
        totals.win_rate_of_closed.toFixed(6),
      );
      const average = Number((await total('average_deal')).value);
      assert.ok(Math.abs(average - totals.avg_won_value) <= 0.00005, `${average}`);
    });

    test('by person: money, wins and win rate', async () => {
      const { all_agents, win_rate_by_agent } = set.truth;
      const won = await server.kpis('won_amount', { by: 'person' });
      const rate = await server.kpis('win_rate', { by: 'person' });

      assert.deepEqual(values(won), won_by(all_agents));
      assert.deepEqual(counts(won), count_by(all_agents));
      assert.deepEqual(
        won.rows.map((row) => row.key),
        all_agents.map((row) => row.name),
        'in this order',
      );
      assert.deepEqual(
        Object.fromEntries(rate.rows.map((row) => [row.key, row.value.toFixed(6)])),
        Object.fromEntries(
          Object.entries(win_rate_by_agent).map(([name, { won: w, lost }]) => [
            name,
            (w / (w + lost)).toFixed(6),
          ]),
        ),
      );
    });

    test('by product, with the misspelled one mapped to its name', async () => {
      const { product, as } = set.misspelled;
      const mapped = set.truth.by_product.map((row) =>
        row.name === as ? { ...row, name: product } : row,
      );

      const won = await server.kpis('won_amount', { by: 'product' });

      assert.deepEqual(values(won), won_by(mapped));
      assert.deepEqual(counts(won), count_by(mapped));
      const alone = await server.kpis('won_amount', { product });
      assert.ok(values(won)[product]);
      assert.equal(alone.total.value, values(won)[product]);
    });

    test('by office, in total and in each quarter', async () => {
      const { by_office, by_quarter_of_close } = set.truth;
      assert.deepEqual(values(await server.kpis('won_amount', { by: 'team' })), won_by(by_office));

      for (const [quarter, truth] of Object.entries(by_quarter_of_close)) {
        const won = await server.kpis('won_amount', { by: 'team', ...range(quarter) });
        assert.deepEqual(values(won), won_by(truth.by_office), quarter);
        assert.deepEqual(counts(won), count_by(truth.by_office), quarter);
      }
    });

    test('by quarter and by month of the close', async () => {
      for (const [by, truth] of [
        ['quarter', set.truth.by_quarter_of_close],
        ['month', set.truth.by_month_of_close],
      ]) {
        const ask = async (measure) => values(await server.kpis(measure, { by }));
        assert.deepEqual(await ask('won_amount'), moneys(of_keys(truth, 'won_value')));
        assert.deepEqual(await ask('won_count'), of_keys(truth, 'won_count'));
        assert.deepEqual(await ask('lost_count'), of_keys(truth, 'lost_count'));
      }
      for (const [quarter, truth] of Object.entries(set.truth.by_quarter_of_close)) {
        const top = await server.kpis('won_amount', { by: 'person', ...range(quarter) });
        const average = await server.kpis('average_deal', range(quarter));
        const rate = await server.kpis('win_rate', range(quarter));

        assert.deepEqual(
          values({ rows: top.rows.slice(0, 5) }),
          won_by(truth.top5_agents),
          quarter,
        );
        assert.equal(
          Number(average.total.value).toFixed(4),
          truth.avg_won_value.toFixed(4),
          quarter,
        );
        assert.equal(rate.total.value.toFixed(6), truth.win_rate.toFixed(6), quarter);
      }
    });

    test('cycle days, and the median, largest and smallest deal', async () => {
      const { cycle_days, totals } = set.truth;
      const total = async (measure) => (await server.kpis(measure)).total;

      for (const [measure, truth] of [
        ['cycle_days', cycle_days.won.mean],
        ['cycle_days_median', cycle_days.won.median],
        ['lost_cycle_days', cycle_days.lost.mean],
        ['lost_cycle_days_median', cycle_days.lost.median],
      ])
        assert.ok(Math.abs((await total(measure)).value - truth) <= 0.00051, measure);
      assert.equal((await total('median_deal')).value, money(totals.median_won_value));
      assert.equal((await total('largest_deal')).value, money(totals.max_won));
      assert.equal((await total('smallest_deal')).value, money(totals.min_won));
    });

    test('the busiest days', async () => {
      const { close_days, engage_days, distinct_close_days } = set.truth.busiest;
      const won = counts(await server.kpis('won_count', { by: 'day' }));
      const lost = counts(await server.kpis('lost_count', { by: 'day' }));
      const created = counts(await server.kpis('created_count', { by: 'day' }));

      for (const { date, closed } of close_days)
        assert.equal((won[date] || 0) + (lost[date] || 0), closed, date);
      for (const { date, engaged } of engage_days) assert.equal(created[date], engaged, date);
      const days = new Set([...Object.keys(won), ...Object.keys(lost)]);
      assert.equal(days.size, distinct_close_days);
    });

    test('win rates by product, office and month are won over closed', async () => {
      for (const by of ['product', 'team', 'month']) {
        const rate = values(await server.kpis('win_rate', { by }));
        const won = values(await server.kpis('won_count', { by }));
        const lost = values(await server.kpis('lost_count', { by }));
        const closed = new Set([...Object.keys(won), ...Object.keys(lost)]);
        assert.deepEqual(Object.keys(rate).sort(), [...closed].sort(), by);
        assert.ok(closed.size > 1, by);
        for (const [key, value] of Object.entries(rate)) {
          const w = won[key] || 0;
          assert.ok(Math.abs(value - w / (w + (lost[key] || 0))) < 0.000005, `${by} ${key}`);
        }
      }
    });

    test('the lines that explain a figure add up to it', async () => {
      const ask = async (query) => {
        let sum = 0;
        let pages = 0;
        let first;
        let after = '';
        do {
          const answer = await server.get(
            '/api/v1/explain?' + new URLSearchParams({ ...query, limit: 1000, after }),
          );
          assert.equal(answer.status, 200, answer.text);
          first = first || answer.json;
          for (const row of answer.json.rows) sum += Number(row.value);
          after = answer.json.next;
          pages += 1;
        } while (after && pages < 20);
        return { sum, first };
      };
      const total = await ask({ measure: 'won_amount' });
      assert.equal(money(total.sum), total.first.value);
      assert.equal(total.first.n, set.truth.totals.won_count);
      const [best] = set.truth.all_agents;
      const person = await ask({ measure: 'won_amount', by: 'person', key: best.name });
      assert.equal(person.first.value, money(best.won_value));
      assert.equal(money(person.sum), money(best.won_value));
      const [[key, { lost_count }]] = Object.entries(set.truth.by_month_of_close);
      const month = await ask({ measure: 'lost_count', by: 'month', key });
      assert.equal(month.sum, lost_count);
    });

    test('open deals by stage and office', async () => {
      for (const [stage, offices] of Object.entries(set.truth.open_by_stage_and_office)) {
        const open = await server.kpis('open_count', { by: 'team', stage });
        assert.deepEqual(values(open), offices, stage);
      }
    });

    test('the best customers, each queried by name', async () => {
      for (const { name, won_value, won_count } of set.truth.top5_accounts) {
        const won = await server.kpis('won_amount', { customer: name });
        assert.deepEqual(won.total, { value: money(won_value), n: won_count }, name);
      }
    });

    // Last: it changes the teams of the office that the tests above query.
    test('by manager, once teams are the managers: imported deals are attributed again', async () => {
      const before = (await server.kpis('won_amount')).total;
      const put = await server.put('/api/v1/org', org_by(set, 'manager'));
      assert.equal(put.status, 200, put.text);

      const won = await server.kpis('won_amount', { by: 'team' });

      assert.deepEqual(values(won), won_by(set.truth.by_manager));
      assert.deepEqual(counts(won), count_by(set.truth.by_manager));
      assert.deepEqual(won.total, before);
      for (const [quarter, truth] of Object.entries(set.truth.by_quarter_of_close)) {
        const part = await server.kpis('won_amount', { by: 'team', ...range(quarter) });
        assert.deepEqual(values(part), won_by(truth.by_manager), quarter);
      }
    });
  });
