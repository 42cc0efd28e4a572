// Small changes to the org document. Everything else is written back as it was read. Each returns
// null when what it would change is no longer in the document.

import { is_object, whole_text } from '../store/json';
import type { Json } from '../store/json';
import { objects_in } from './read';

export type Edit = (document: Json) => Json | null;

export type Status = 'open' | 'won' | 'lost';

export interface Named {
  id: string;
  name: string;
}

export interface Stage extends Named {
  status: Status | null;
}

export interface Pipeline extends Named {
  stages: Stage[];
}

export interface Office {
  people: Named[]; // by name
  pipelines: Pipeline[];
}

export function read_office(json: unknown): Office {
  return {
    people: objects_in(json, 'people')
      .map(read_named)
      .sort((a, b) => a.name.localeCompare(b.name)),
    pipelines: objects_in(json, 'pipelines').map((from) => ({
      ...read_named(from),
      stages: objects_in(from, 'stages').map((stage) => ({
        ...read_named(stage),
        status: statuses.filter((one) => one === stage['status'])[0] || null,
      })),
    })),
  };
}

export const statuses: Status[] = ['open', 'won', 'lost'];

export function person_alias(person: string, alias: string): Edit {
  return (document) => in_list(document, 'people', person, (one) => with_alias(one, alias));
}

export function new_person(name: string, alias: string): Edit {
  return (document) => {
    const people = list_in(document, 'people');
    const id = free_id(name, people);
    return { ...document, people: [...people, { id, name, aliases: [alias] }] };
  };
}

export function pipeline_alias(pipeline: string, alias: string): Edit {
  return (document) => in_list(document, 'pipelines', pipeline, (one) => with_alias(one, alias));
}

// A stage that has a status keeps it.
export function stage_alias(pipeline: string, stage: string, status: Status, alias: string): Edit {
  return (document) =>
    in_list(document, 'pipelines', pipeline, (one) =>
      in_list(one, 'stages', stage, (known) =>
        with_alias(known['status'] ? known : { ...known, status }, alias),
      ),
    );
}

export function new_stage(pipeline: string, name: string, status: Status, alias: string): Edit {
  return (document) =>
    in_list(document, 'pipelines', pipeline, (one) => {
      const stages = list_in(one, 'stages');
      const stage = { id: free_id(name, stages), name, aliases: [alias], status };
      return { ...one, stages: [...stages, stage] };
    });
}

// If they are the same, `deal` is not counted. Replaces an earlier decision on the same two deals.
export function twin(deal: string, of: string, same: boolean): Edit {
  return (document) => {
    const pair = [deal, of].sort().join('\n');
    const others = list_in(document, 'twins').filter(
      (one) =>
        !is_object(one) ||
        [whole_text(one, 'deal'), whole_text(one, 'of')].sort().join('\n') !== pair,
    );
    return { ...document, twins: [...others, { deal, of, same }] };
  };
}

function in_list(from: Json, key: string, id: string, change: (one: Json) => Json | null) {
  const list = list_in(from, key);
  const at = list.findIndex((one) => is_object(one) && one['id'] === id);
  if (at < 0) return null;
  const changed = change(list[at] as Json);
  if (!changed) return null;
  return { ...from, [key]: [...list.slice(0, at), changed, ...list.slice(at + 1)] };
}

function with_alias(one: Json, alias: string): Json {
  const aliases = list_in(one, 'aliases');
  return aliases.indexOf(alias) >= 0 ? one : { ...one, aliases: [...aliases, alias] };
}

function list_in(from: Json, key: string): unknown[] {
  const list = from[key];
  return Array.isArray(list) ? list : [];
}

function read_named(from: Json): Named {
  const id = whole_text(from, 'id');
  return { id, name: whole_text(from, 'name') || id };
}

// "ana-souza" for "Ana Souza", or "ana-souza-2" when that is taken; names in other scripts are
// kept.
export function free_id(name: string, taken: unknown[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = (plain || name.trim()).slice(0, 150);
  const is_taken = (id: string) => taken.some((one) => is_object(one) && one['id'] === id);
  let id = base;
  for (let i = 2; is_taken(id); i += 1) id = base + '-' + i;
  return id;
}
