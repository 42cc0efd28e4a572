#include <fmt/format.h>

#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

// "ana" is short for {"person":"ana"}.
void read_membership(OrgReader& r, JsonCursor json, const std::string& at,
                     core::Membership& member) {
  auto person_at = at;
  if (json.kind() == JsonKind::object) {
    person_at += "/person";
    r.in.members(json, at, member_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
      if (key == "person")
        r.in.value(value, key_at, member.person, take_id);
      else
        r.day(value, key_at, key == "from" ? member.from : member.to);
    });
    r.require(!member.person.empty(), "person", at);
  } else {
    r.in.value(json, at, member.person, take_id);
  }
  r.check_order(member.from, member.to, at);
  r.check_reference(r.people, member.person, person_at);
}

// Finds every cycle of parents once, at its first team.
class Cycles {
 public:
  explicit Cycles(OrgReader& r) : r_(r), visited_by_(r.org.teams.size(), none) {
    for (std::size_t i = 0; i < visited_by_.size(); ++i) index_.emplace(r.org.teams[i].id, i);
  }

  void check(const std::string& at) {
    for (std::size_t first = 0; first < visited_by_.size(); ++first) {
      auto team = first;
      while (visited_by_[team] == none) {
        visited_by_[team] = first;
        const auto parent = index_.find(r_.org.teams[team].parent);
        if (parent == index_.end()) break;
        team = parent->second;
        if (visited_by_[team] == first) report(team, at);
      }
    }
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  void report(std::size_t team, const std::string& at) {
    constexpr int shown = 10;  // a longer cycle is cut
    const auto& teams = r_.org.teams;
    auto cycle = teams[team].id;
    auto next = team;
    for (int steps = 1;; ++steps) {
      next = index_.at(teams[next].parent);
      cycle += " → " + (steps == shown ? "…" : teams[next].id);
      if (next == team || steps == shown) break;
    }
    r_.add_error("a team cannot be its own ancestor: " + cycle,
                 at + "/" + std::to_string(team) + "/parent");
  }

  OrgReader& r_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::size_t> visited_by_;  // by team: the walk that visited it
};

// A person is in one team at a time, so that it is clear which one a win belongs to; the teams
// above follow from it.
void check_overlaps(OrgReader& r, const std::string& at) {
  struct Place {
    const core::Membership* member;
    std::size_t team, index;
  };
  std::unordered_map<std::string_view, std::vector<Place>> places;
  for (std::size_t team = 0; team < r.org.teams.size(); ++team) {
    const auto& members = r.org.teams[team].members;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& m = members[i];
      if (m.from && m.to && *m.to <= *m.from) continue;  // named already
      if (!m.person.empty()) places[m.person].push_back({&m, team, i});
    }
  }
  const auto pointer = [&](const Place& place) {
    return at + "/" + std::to_string(place.team) + "/members/" + std::to_string(place.index);
  };
  const auto overlap = [](const core::Membership& a, const core::Membership& b) {
    return a.from.value_or(Day::min()) < b.to.value_or(Day::max()) &&
           b.from.value_or(Day::min()) < a.to.value_or(Day::max());
  };
  for (auto& [person, list] : places) {
    // In order of their first day an overlap is with the one that lasts longest so far.
    std::ranges::stable_sort(list, {},
                             [](const Place& p) { return p.member->from.value_or(Day::min()); });
    const Place* longest = nullptr;
    for (const auto& place : list) {
      if (longest && overlap(*longest->member, *place.member))
        r.add_error(
            fmt::format("\"{}\" is in team \"{}\" and at the same time in team \"{}\" ({}): a "
                        "person is in one team at a time; end one membership with \"to\"",
                        person, r.org.teams[place.team].id, r.org.teams[longest->team].id,
                        pointer(*longest)),
            pointer(place));
      const auto end = [](const Place& p) { return p.member->to.value_or(Day::max()); };
      if (!longest || end(place) > end(*longest)) longest = &place;
    }
  }
}

}  // namespace

void read_teams(OrgReader& r, JsonCursor json, const std::string& at) {
  r.in.elements(json, at, teams_max, [&](JsonCursor element, const std::string& team_at) {
    auto& team = r.org.teams.emplace_back();
    r.in.members(
        element, team_at, team_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
          if (key == "id") r.in.value(value, key_at, team.id, take_id);
          if (key == "name") r.in.value(value, key_at, team.name);
          if (key == "parent" && value.kind() != JsonKind::null)
            r.in.value(value, key_at, team.parent, take_id);
          if (key == "members")
            r.in.elements(value, key_at, members_max,
                          [&](JsonCursor member, const std::string& member_at) {
                            read_membership(r, member, member_at, team.members.emplace_back());
                          });
        });
    r.identify(team, team_at, r.teams);
  });
  for (std::size_t i = 0; i < r.org.teams.size(); ++i)
    r.check_reference(r.teams, r.org.teams[i].parent, at + "/" + std::to_string(i) + "/parent");
  Cycles(r).check(at);
  if (r.rules == OrgRules::current) check_overlaps(r, at);
}

Json write_teams(const core::Org& org) {
  return write_list(org.teams, [](const core::OrgTeam& team) {
    Json json{{"id", team.id}, {"name", team.name}};
    if (!team.parent.empty()) json["parent"] = team.parent;
    json["members"] = Json::array();
    for (const auto& member : team.members) {
      Json dated{{"person", member.person}};
      put_span(dated, member.from, member.to);
      json["members"].push_back(dated.size() == 1 ? Json(member.person) : std::move(dated));
    }
    return json;
  });
}

}  // namespace dealbell::wire
