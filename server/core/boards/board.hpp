#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace dealbell::core {

using Texts = std::map<std::string, std::string>;

// One field of a row: null, a flag, an integer, a fraction (never money), text (money is decimal
// text), or texts by name.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Texts>;
using Row = std::map<std::string, Value, std::less<>>;

// A part of a board. Rows have stable keys; their order is the field `pos`. `meta` has the fields
// of the tile as a whole.
struct Tile {
  std::map<std::string, Row, std::less<>> rows;
  Row meta;
  friend bool operator==(const Tile&, const Tile&) = default;
};

// What a screen shows. A pure function of (state, now); `changes_at` is when it next changes
// without an event.
struct Board {
  std::map<std::string, Tile, std::less<>> tiles;
  Instant changes_at = Instant::max();
};

// The changes of a tile: whole rows that changed, keys of deleted rows, the whole meta if it
// changed.
struct TileDelta {
  std::map<std::string, Row, std::less<>> set;
  std::vector<std::string> del;
  std::optional<Row> meta;
};
using BoardDelta = std::map<std::string, TileDelta, std::less<>>;

// The changes that turn `before` into `after`. Empty if there are none.
BoardDelta diff(const Board& before, const Board& after);

}  // namespace dealbell::core
