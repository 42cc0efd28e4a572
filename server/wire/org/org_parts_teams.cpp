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
    r.need(!member.person.empty(), "person", at);
  } else {
    r.in.value(json, at, member.person, take_id);
  }
  r.ordered(member.from, member.to, at);
  r.refer(r.people, member.person, person_at);
}

// Every circle of parents once, at the first team of it.
class Circles {
 public:
  explicit Circles(OrgReader& r) : r_(r), met_(r.org.teams.size(), not_yet) {
    for (std::size_t i = 0; i < met_.size(); ++i) index_.emplace(r.org.teams[i].id, i);
  }

  void look(const std::string& at) {
    for (std::size_t first = 0; first < met_.size(); ++first) {
      auto team = first;
      while (met_[team] == not_yet) {
        met_[team] = first;
        const auto parent = index_.find(r_.org.teams[team].parent);
        if (parent == index_.end()) break;
        team = parent->second;
        if (met_[team] == first) complain(team, at);
      }
    }
  }

 private:
  static constexpr std::size_t not_yet = ~std::size_t{0};

  void complain(std::size_t team, const std::string& at) {
    constexpr int shown = 10;  // the rest follows from the text
    const auto& teams = r_.org.teams;
    auto circle = teams[team].id;
    auto next = team;
    for (int steps = 1;; ++steps) {
      next = index_.at(teams[next].parent);
      circle += " → " + (steps == shown ? "…" : teams[next].id);
      if (next == team || steps == shown) break;
    }
    r_.wrong("a team cannot be above itself: " + circle,
             at + "/" + std::to_string(team) + "/parent");
  }

  OrgReader& r_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::size_t> met_;  // by team: the walk that has met it
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
    r.refer(r.teams, r.org.teams[i].parent, at + "/" + std::to_string(i) + "/parent");
  Circles(r).look(at);
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
