import type { OwnTile } from '../view/own';
import type { Subject } from '../view/question';
import type { Cell } from './grid';
import type { TileSizes } from './sizes';

// What every kind of tile is drawn from.
export interface TileProps {
  tile: OwnTile;
  cell: Cell;
  sizes: TileSizes;
  common: string; // the period that the board's header shows
  news: boolean; // something just happened
  explain: (subject: Subject) => void;
}
