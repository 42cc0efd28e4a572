#include "wire/org/org_parts.hpp"

namespace dealbell::wire {
namespace {

// {"commit": ["Commit", "Zusage"]}: raw words for one of our words.
void read_words(OrgReader& r, JsonCursor json, const std::string& at, std::span<const Key> keys,
                core::Words& words) {
  Claims raw{"word"};
  r.in.members(json, at, keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    auto& list = words[std::string(key)];
    r.texts(value, key_at, words_max, list);
    for (std::size_t i = 0; i < list.size(); ++i)
      if (!list[i].empty()) r.claim(raw, list[i], "", key_at + "/" + std::to_string(i));
  });
}

Json write_words(const core::Words& words) {
  Json json;
  for (const auto& [word, raw] : words) {
    json[word] = Json::array();
    for (const auto& text : raw) json[word].push_back(text);
  }
  return json;
}

}  // namespace

void read_kinds(OrgReader& r, JsonCursor json, const std::string& at) {
  read_words(r, json, at, kind_keys, r.org.kinds);
}
Json write_kinds(const core::Org& org) { return write_words(org.kinds); }

void read_forecast_categories(OrgReader& r, JsonCursor json, const std::string& at) {
  read_words(r, json, at, category_keys, r.org.forecast_categories);
}
Json write_forecast_categories(const core::Org& org) {
  return write_words(org.forecast_categories);
}

}  // namespace dealbell::wire
