// Exports of CRMs, each with what must come out when the program has imported it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { count_deals } from './count_deals.mjs';
import { csv_of, rows_of } from './csv.mjs';
import { root } from './program.mjs';
import { Random } from './random.mjs';

/**
 * @typedef {object} Export
 * @property {string} name
 * @property {string} file the deals, as CSV
 * @property {string} amounts its column of amounts
 * @property {number} rows
 * @property {any} truth as count_deals() returns it
 * @property {import('./count_deals.mjs').Deal[]} deals
 * @property {{ currency: string, zone: string }} office
 * @property {{ name: string, manager: string, office: string }[]} people
 * @property {string[]} products
 * @property {{ product: string, as: string }} misspelled a product and what the deals call it
 */

const outcomes = { Won: 'won', Lost: 'lost' };
const by_name = (people) => Object.fromEntries(people.map((person) => [person.name, person]));

// Forty deals of a made-up bicycle shop.
function bicycles() {
  const dir = join(root, 'tests/e2e/fixtures/bicycles');
  const file = join(dir, 'deals.csv');
  const people = /** @type {any[]} */ (rows_of(join(dir, 'people.csv')));
  const team = by_name(people);
  const rows = rows_of(file);
  const deals = rows.map((row) => ({
    agent: row.sales_rep,
    office: team[row.sales_rep].office,
    manager: team[row.sales_rep].manager,
    product: row.product,
    customer: row.customer,
    stage: row.stage,
    outcome: outcomes[row.stage] ?? 'open',
    created_on: row.created_date,
    closed_on: row.close_date,
    amount: row.amount,
  }));
  return {
    name: 'forty deals of a bicycle shop',
    file,
    amounts: 'amount',
    rows: rows.length,
    deals,
    truth: count_deals(deals),
    office: { currency: 'EUR', zone: 'Europe/Berlin' },
    people,
    products: rows_of(join(dir, 'products.csv')).map(({ name }) => name),
    misspelled: { product: 'Cargo Bike', as: 'CargoBike' },
  };
}

// The Maven Analytics CRM data set, which is too large to be in the repository. It brings a
// truth.json that somebody else computed.
function maven() {
  const dir = join(root, '../shared/data/maven-crm-sales-opportunities');
  const file = join(dir, 'sales_pipeline.csv');
  if (!existsSync(file)) return undefined;
  const people = rows_of(join(dir, 'sales_teams.csv')).map((row) => ({
    name: row.sales_agent,
    manager: row.manager,
    office: row.regional_office,
  }));
  const team = by_name(people);
  const deals = rows_of(file).map((row) => ({
    agent: row.sales_agent,
    office: team[row.sales_agent].office,
    manager: team[row.sales_agent].manager,
    product: row.product,
    customer: row.account,
    stage: row.deal_stage,
    outcome: outcomes[row.deal_stage] ?? 'open',
    created_on: row.engage_date,
    closed_on: row.close_date,
    amount: row.close_value,
  }));
  return {
    name: 'the 8,800 deals of Maven Analytics',
    file,
    amounts: 'close_value',
    rows: 8800,
    deals,
    truth: JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8')),
    office: { currency: 'USD', zone: 'America/New_York' },
    people,
    products: rows_of(join(dir, 'products.csv')).map(({ product }) => product),
    misspelled: { product: 'GTX Pro', as: 'GTXPro' },
  };
}

/** @type {Export[]} those that are here */
export const exports_here = [bicycles(), maven()].filter(Boolean);
export const without_maven =
  exports_here.length > 1 ? false : 'the Maven data set is not in ../shared; the other exports are';

// Writes as many made-up deals into DIR/made_up.csv, the same ones every time; returns its path.
export function made_up_export(dir, count) {
  const random = new Random('made-up export');
  const one_of = (list) => list[random.between(0, list.length)];
  const people = Array.from({ length: 30 }, (_, i) => `Person ${i + 1}`);
  const products = ['City Bike', 'Cargo Bike', 'Folding Bike', 'Repair Plan'];
  const day = (n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10);
  const rows = Array.from({ length: count }, (_, i) => {
    const stage = one_of(['Won', 'Won', 'Lost', 'In progress']);
    const created = random.between(0, 300);
    const is_closed = stage !== 'In progress';
    return {
      deal_id: `M-${i + 1}`,
      sales_rep: one_of(people),
      product: one_of(products),
      customer: `Customer ${random.between(1, 200)}`,
      stage,
      created_date: day(created),
      close_date: is_closed ? day(created + random.between(1, 60)) : '',
      amount: stage === 'Won' ? (random.between(1, 2_000_000) / 100).toFixed(2) : '',
    };
  });
  const file = join(dir, 'made_up.csv');
  writeFileSync(file, csv_of(rows));
  return file;
}

/**
 * An org document whose teams are the offices or the managers.
 * @param {Export} set
 * @param {'office' | 'manager'} column
 */
export function org_by({ office, people, products, misspelled }, column) {
  const teams = new Map();
  for (const person of people) {
    if (!teams.has(person[column])) teams.set(person[column], []);
    teams.get(person[column]).push(person.name);
  }
  return {
    name: 'Imported',
    ...office,
    people: people.map(({ name }) => ({ id: name, name })),
    teams: [...teams].map(([id, members]) => ({ id, name: id, members })),
    products: products.map((name) =>
      name === misspelled.product
        ? { id: name, name, aliases: [misspelled.as] }
        : { id: name, name },
    ),
  };
}
