#pragma once

#include <unordered_map>

#include "core/values/names.hpp"

namespace dealbell::core {

// The hierarchy of teams. Without cycles: an org document that has one is rejected.
class TeamTree {
 public:
  void put(Name team, Name parent) { parents_[team] = parent; }

  // Calls f(team), then f(parent) and so on to the top. no_name ("no team") is a team of its own.
  template <class F>
  void up(Name team, F f) const {
    f(team);
    if (parents_.empty()) return;
    for (auto above = parents_.find(team); above != parents_.end();
         above = parents_.find(above->second))
      f(above->second);
  }

  // Whether the team is `above` or one of the teams below it.
  bool within(Name team, Name above) const {
    bool in = false;
    up(team, [&](Name one) { in = in || one == above; });
    return in;
  }

 private:
  std::unordered_map<Name, Name> parents_;
};

}  // namespace dealbell::core
