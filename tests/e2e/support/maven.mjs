// The Maven Analytics CRM data set, when it lies beside the checkout: too large to carry along.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './program.mjs';

const dir = join(root, '../shared/data/maven-crm-sales-opportunities');

const rows_of = (file) =>
  readFileSync(join(dir, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

function load() {
  if (!existsSync(join(dir, 'sales_pipeline.csv'))) return undefined;
  return {
    pipeline: join(dir, 'sales_pipeline.csv'),
    truth: JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8')),
    teams: rows_of('sales_teams.csv').map(([agent, manager, regional_office]) => ({
      agent,
      manager,
      regional_office,
    })),
    products: rows_of('products.csv').map(([name]) => name),
  };
}

export const maven = load();

// An org document whose teams are the agents' `column`: "manager" or "regional_office".
export function org_by(column) {
  const teams = new Map();
  for (const row of maven.teams) {
    if (!teams.has(row[column])) teams.set(row[column], []);
    teams.get(row[column]).push(row.agent);
  }
  return {
    name: 'Maven',
    currency: 'USD',
    zone: 'America/New_York',
    people: maven.teams.map(({ agent }) => ({ id: agent, name: agent })),
    teams: [...teams].map(([id, members]) => ({ id, name: id, members })),
    products: maven.products.map((name) =>
      name === 'GTX Pro' ? { id: name, name, aliases: ['GTXPro'] } : { id: name, name },
    ),
  };
}
