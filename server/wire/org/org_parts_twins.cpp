#include <set>

#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

bool is_deal(const std::string& text) {
  const auto colon = text.find(':');
  return colon != std::string::npos && colon > 0 && colon + 1 < text.size();
}

void read_deal(OrgReader& r, JsonCursor json, const std::string& at, std::string& deal) {
  if (r.in.value(json, at, deal, take_key) && !is_deal(deal))
    r.add_error("expected \"source:id\" of a deal", at);
}

// The deal that counts must not be marked as a copy itself: in a chain or a cycle of copies none
// would count.
void refuse_chains(OrgReader& r, const std::string& at) {
  std::set<std::string> copies;
  for (const auto& twin : r.org.twins)
    if (twin.same) copies.insert(twin.deal);
  for (std::size_t i = 0; i < r.org.twins.size(); ++i)
    if (r.org.twins[i].same && copies.contains(r.org.twins[i].of))
      r.add_error("this deal is marked as a copy itself: name the deal that counts",
                  at + "/" + std::to_string(i) + "/of");
}

}  // namespace

void read_twins(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims pairs{"pair"}, copies{"deal"};
  r.in.elements(json, at, twins_max, [&](JsonCursor element, const std::string& twin_at) {
    auto& twin = r.org.twins.emplace_back();
    bool decided = false;
    r.in.members(element, twin_at, twin_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "deal") read_deal(r, value, key_at, twin.deal);
                   if (key == "of") read_deal(r, value, key_at, twin.of);
                   if (key == "same") decided = true, r.in.value(value, key_at, twin.same);
                 });
    r.require(!twin.deal.empty(), "deal", twin_at);
    r.require(!twin.of.empty(), "of", twin_at);
    r.require(decided, "same", twin_at);
    if (twin.deal.empty() || twin.of.empty()) return;
    if (twin.deal == twin.of) return r.add_error("a deal cannot be its own twin", twin_at + "/of");
    const auto [a, b] = std::minmax(twin.deal, twin.of);
    r.claim(pairs, a + " and " + b, "", twin_at);
    if (twin.same) r.claim(copies, twin.deal, "", twin_at + "/deal");
  });
  refuse_chains(r, at);
}

Json write_twins(const core::Org& org) {
  return write_list(org.twins, [](const core::OrgTwin& twin) {
    return Json{{"deal", twin.deal}, {"of", twin.of}, {"same", twin.same}};
  });
}

}  // namespace dealbell::wire
