#include "core/queries/explain_page.hpp"

#include <charconv>

namespace dealbell::core {
namespace {

constexpr std::chrono::days one{1};

}  // namespace

void NewestFirst::add(const OrgView::ByDay& index, const Range& range) {
  const auto end = range.bounded() ? index.lower_bound({range.to, 0}) : index.end();
  cursors_.push_back({&index, range, end});
}

void NewestFirst::skip_to(const Place& place) {
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    auto& c = cursors_[i];
    // On the day of the place: lists before its list are finished, its list continues below the
    // entity, later lists have not begun.
    auto at = i < place.list            ? c.index->lower_bound({place.day, 0})
              : i == place.list         ? c.index->lower_bound({place.day, place.ref})
              : place.day == Day::max() ? c.index->end()
                                        : c.index->lower_bound({place.day + one, 0});
    const auto end = c.range.bounded() ? c.index->lower_bound({c.range.to, 0}) : c.index->end();
    if (end != c.index->end() && (at == c.index->end() || *end < *at)) at = end;
    c.at = at;
  }
}

std::optional<NewestFirst::Place> NewestFirst::next() {
  Cursor* best = nullptr;
  std::size_t list = 0;
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    auto& c = cursors_[i];
    if (c.at == c.index->begin()) continue;
    const auto& entry = *std::prev(c.at);
    if (!c.range.contains(entry.first)) continue;
    if (best && std::prev(best->at)->first >= entry.first) continue;
    best = &c;
    list = i;
  }
  if (!best) return std::nullopt;
  --best->at;
  return Place{best->at->first, list, best->at->second};
}

std::string to_text(const NewestFirst::Place& place) {
  return std::to_string(place.day.time_since_epoch().count()) + "." + std::to_string(place.list) +
         "." + std::to_string(place.ref);
}

std::optional<NewestFirst::Place> parse_place(std::string_view text) {
  NewestFirst::Place place;
  Day::rep day = 0;
  const auto* at = text.data();
  const auto* const end = at + text.size();
  const auto take = [&](auto& number, bool last) {
    const auto [stop, ec] = std::from_chars(at, end, number);
    if (ec != std::errc{}) return false;
    at = stop;
    return last ? at == end : at != end && *at++ == '.';
  };
  if (!take(day, false) || !take(place.list, false) || !take(place.ref, true)) return std::nullopt;
  place.day = Day{std::chrono::days{day}};
  return place;
}

}  // namespace dealbell::core
