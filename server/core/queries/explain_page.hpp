#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/state/sales_state.hpp"

namespace dealbell::core {

// Walks several indexes by day backwards together: newest day first; within a day in the order of
// the lists; within a list the highest entity number first.
class NewestFirst {
 public:
  struct Place {
    Day day;
    std::size_t list = 0;
    Ref ref = 0;
  };
  // Adds a list, limited to a range. The index must outlive this object and not change meanwhile.
  void add(const OrgView::ByDay& index, const Range& range);

  // Continues after a place that an earlier walk returned from next().
  void skip_to(const Place& place);
  std::optional<Place> next();

 private:
  struct Cursor {
    const OrgView::ByDay* index;
    Range range;
    OrgView::ByDay::const_iterator at;  // the last one returned, or the end
  };
  std::vector<Cursor> cursors_;
};

std::string to_text(const NewestFirst::Place& place);
std::optional<NewestFirst::Place> parse_place(std::string_view text);

}  // namespace dealbell::core
