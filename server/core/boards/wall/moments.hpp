#pragma once

#include <optional>

#include "core/boards/board.hpp"
#include "core/boards/wall/wall_context.hpp"

namespace dealbell::core {

// The celebration of one win; shown until 30 s after the win was received.
struct Moment {
  WonDeal won;
  Instant received_at;
};

// The deal's moment, if its win is to be celebrated: the deal's first win, by a known person, with
// a positive amount in the office's currency, received within 15 minutes, not from an import, a
// merge or a bulk edit, not reopened since, and not the suspected twin of another win. nullopt
// otherwise, and if the win was received at or before `after`. If several events report the win,
// the one received first counts, so that a late repetition does not cause a second celebration.
std::optional<Moment> moment_of(const WallContext& context, SalesState::Ref ref, Instant after);

// The newest fifty moments. Lowers `changes_at` to the end of the first one to expire.
Tile moments_tile(const WallContext& context, Instant& changes_at);

}  // namespace dealbell::core
