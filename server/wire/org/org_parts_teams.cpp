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
