#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Several indexes by day, walked backwards together: newest first, of one day in the order of the
// lists, of one list the newest entity first.
class NewestFirst {
 public:
  struct Place {
    Day day;
    std::size_t list = 0;
    Ref ref = 0;
  };
  // The range of each list. The indexes outlive this and do not change meanwhile.
  void add(const OrgView::ByDay& index, const Range& range);

  // Goes on behind a place that next() has answered.
  void skip_to(const Place& place);
  std::optional<Place> next();

 private:
  struct Cursor {
    const OrgView::ByDay* index;
    Range range;
    OrgView::ByDay::const_iterator at;  // the last one that was answered, or the end
  };
  std::vector<Cursor> cursors_;
};

std::string to_text(const NewestFirst::Place& place);
std::optional<NewestFirst::Place> parse_place(std::string_view text);

}  // namespace dealbell::core
