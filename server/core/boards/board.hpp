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

// One cell of a row: null, a flag, a whole number, a fraction (never money), text (money is decimal
// text), or texts by name.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Texts>;
using Row = std::map<std::string, Value, std::less<>>;

// A tile's rows are keyed by what they are about and carry their order in `pos`; `meta` is about
// the tile as a whole.
struct Tile {
  std::map<std::string, Row, std::less<>> rows;
  Row meta;
  friend bool operator==(const Tile&, const Tile&) = default;
};

// What a screen shows, complete and absolute. A pure function of (state, now); `changes_at` is when
// it next changes without any event.
struct Board {
  std::map<std::string, Tile, std::less<>> tiles;
  Instant changes_at = Instant::max();
};

// What a screen that has `before` lacks of `after`: whole rows, row keys gone, whole meta.
struct TileDelta {
  std::map<std::string, Row, std::less<>> set;
  std::vector<std::string> del;
  std::optional<Row> meta;
};
using BoardDelta = std::map<std::string, TileDelta, std::less<>>;

// Empty when nothing differs.
BoardDelta diff(const Board& before, const Board& after);

}  // namespace dealbell::core
