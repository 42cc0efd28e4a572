// What an export says, counted here in the plainest way and without the program under test. The
// result has the shape of the truth.json that comes with the Maven data set.

const days_between = (from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const month_of = (day) => day.slice(0, 7);
const quarter_of = (day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half - 0.5];
}

function groups(deals, key_of) {
  const all = {};
  for (const deal of deals) (all[key_of(deal)] ??= []).push(deal);
  return Object.entries(all);
}

// In whole cents, so that no sum is rounded.
const value_of = (deals) =>
  deals.reduce((cents, { amount }) => cents + Math.round(amount * 100), 0) / 100;

// {name, won_value, won_count} of each group, the largest value first.
const won_by = (won, key_of) =>
  groups(won, key_of)
    .map(([name, deals]) => ({ name, won_value: value_of(deals), won_count: deals.length }))
    .sort((a, b) => b.won_value - a.won_value);

function of_period(deals) {
  const won = deals.filter(({ outcome }) => outcome === 'won');
  const won_value = value_of(won);
  return {
    won_count: won.length,
    lost_count: deals.length - won.length,
    won_value,
    win_rate: won.length / deals.length,
    avg_won_value: won_value / won.length,
    top5_agents: won_by(won, ({ agent }) => agent).slice(0, 5),
    by_office: won_by(won, ({ office }) => office),
    by_manager: won_by(won, ({ manager }) => manager),
  };
}

const of_periods = (closed, period_of) =>
  Object.fromEntries(
    groups(closed, ({ closed_on }) => period_of(closed_on)).map(([key, deals]) => [
      key,
      of_period(deals),
    ]),
  );

function busiest(deals, day_of, what) {
  const days = groups(deals, day_of).map(([date, all]) => ({ date, [what]: all.length }));
  return days.sort((a, b) => b[what] - a[what]).slice(0, 5);
}

/**
 * A row of the export; a cell that is empty there is an empty text here.
 * @typedef {{ agent: string, office: string, manager: string, product: string, customer: string,
 *   stage: string, outcome: string, created_on: string, closed_on: string, amount: string }} Deal
 */

/** @param {Deal[]} deals whose outcome is "won", "lost" or "open" */
export function count_deals(deals) {
  const [won, lost, open] = ['won', 'lost', 'open'].map((outcome) =>
    deals.filter((deal) => deal.outcome === outcome),
  );
  const closed = [...won, ...lost];
  const cycle = (some) => {
    const days = some.map(({ created_on, closed_on }) => days_between(created_on, closed_on));
    return { mean: mean(days), median: median(days) };
  };
  const amounts = won.map(({ amount }) => Number(amount));
  const total = of_period(closed);
  return {
    totals: {
      won_count: won.length,
      lost_count: lost.length,
      open_count: open.length,
      won_value: total.won_value,
      win_rate_of_closed: total.win_rate,
      avg_won_value: total.avg_won_value,
      median_won_value: median(amounts),
      max_won: Math.max(...amounts),
      min_won: Math.min(...amounts),
    },
    all_agents: won_by(won, ({ agent }) => agent),
    by_product: won_by(won, ({ product }) => product),
    by_office: total.by_office,
    by_manager: total.by_manager,
    top5_accounts: won_by(won, ({ customer }) => customer).slice(0, 5),
    win_rate_by_agent: Object.fromEntries(
      groups(closed, ({ agent }) => agent).map(([name, all]) => {
        const { won_count, lost_count } = of_period(all);
        return [name, { won: won_count, lost: lost_count }];
      }),
    ),
    by_quarter_of_close: of_periods(closed, quarter_of),
    by_month_of_close: of_periods(closed, month_of),
    open_by_stage_and_office: Object.fromEntries(
      groups(open, ({ stage }) => stage).map(([stage, all]) => [
        stage,
        Object.fromEntries(
          groups(all, ({ office }) => office).map(([name, some]) => [name, some.length]),
        ),
      ]),
    ),
    cycle_days: { won: cycle(won), lost: cycle(lost) },
    busiest: {
      close_days: busiest(closed, ({ closed_on }) => closed_on, 'closed'),
      engage_days: busiest(
        deals.filter(({ created_on }) => created_on),
        ({ created_on }) => created_on,
        'engaged',
      ),
      distinct_close_days: groups(closed, ({ closed_on }) => closed_on).length,
    },
  };
}
