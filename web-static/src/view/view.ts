// A board with every tile read from JSON. Made once per board version.

import type { Board, Tile } from '../store/board';
import { count_in, money_in, number_in, text_in } from '../store/json';
import type { Json } from '../store/json';
import { read_hero } from './hero';
import { read_office } from './office';
import { read_own } from './own';
import { read_race } from './race';
import { read_moments, read_named, read_ranking, read_today } from './rows';

export type View = ReturnType<typeof read_view>;

export function read_view(board: Board) {
  const tile = (name: string): Tile | undefined => board.tiles.get(name);
  const meta = (name: string): Json => {
    const found = tile(name);
    return found ? found.meta : {};
  };
  const ranking = read_ranking(tile('ranking'));
  return {
    rev: board.rev,
    at: board.at,
    office: read_office(tile('office')),
    own: read_own(board),
    hero: read_hero(tile('hero')),
    race: read_race(tile('race')),
    ranking,
    ranking_label: text_in(meta('ranking'), 'label'),
    people: Math.max(count_in(meta('ranking'), 'of'), ranking.length),
    teams: read_named(tile('teams'), 6),
    podium: read_named(tile('podium'), 3),
    podium_label: text_in(meta('podium'), 'label') || '',
    due: {
      open_n: number_in(meta('due'), 'open_n'),
      open_amount: money_in(meta('due'), 'open_amount'),
      open_all_n: number_in(meta('due'), 'open_all_n'),
      open_all_amount: money_in(meta('due'), 'open_all_amount'),
      overdue_n: number_in(meta('due'), 'overdue_n'),
      overdue_amount: money_in(meta('due'), 'overdue_amount'),
      activities: number_in(meta('due'), 'activities'),
      activities_today: number_in(meta('due'), 'activities_today'),
    },
    today: read_today(tile('today')),
    today_n: count_in(meta('today'), 'n'),
    moments: read_moments(tile('moments')),
  };
}
