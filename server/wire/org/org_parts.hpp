#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "wire/org/org_reader.hpp"

namespace dealbell::wire {

using Json = nlohmann::ordered_json;

// One key of the document: how it is read, and how it is written (null: left out).
struct OrgPart {
  std::string_view key;
  void (*read)(OrgReader&, JsonCursor, const std::string& at);
  Json (*write)(const core::Org&);
};

// In the order in which parts are read and written: a part comes after those it refers to.
std::span<const OrgPart> org_parts();

// Each part is in a file of its own, org_parts_*.cpp.
void read_week_start(OrgReader&, JsonCursor, const std::string& at);
void read_calendar(OrgReader&, JsonCursor, const std::string& at);
void read_lock(OrgReader&, JsonCursor, const std::string& at);
void read_people(OrgReader&, JsonCursor, const std::string& at);
void read_teams(OrgReader&, JsonCursor, const std::string& at);
void read_products(OrgReader&, JsonCursor, const std::string& at);
void read_pipelines(OrgReader&, JsonCursor, const std::string& at);
void read_twins(OrgReader&, JsonCursor, const std::string& at);
void read_rates(OrgReader&, JsonCursor, const std::string& at);
void read_kinds(OrgReader&, JsonCursor, const std::string& at);
void read_forecast_categories(OrgReader&, JsonCursor, const std::string& at);
void read_measures(OrgReader&, JsonCursor, const std::string& at);
void read_quotas(OrgReader&, JsonCursor, const std::string& at);
void read_forecasts(OrgReader&, JsonCursor, const std::string& at);
void read_boards(OrgReader&, JsonCursor, const std::string& at);

Json write_week_start(const core::Org&);
Json write_calendar(const core::Org&);
Json write_lock(const core::Org&);
Json write_people(const core::Org&);
Json write_teams(const core::Org&);
Json write_products(const core::Org&);
Json write_pipelines(const core::Org&);
Json write_twins(const core::Org&);
Json write_rates(const core::Org&);
Json write_kinds(const core::Org&);
Json write_forecast_categories(const core::Org&);
Json write_measures(const core::Org&);
Json write_quotas(const core::Org&);
Json write_forecasts(const core::Org&);
Json write_boards(const core::Org&);

// A JSON list; null if it is empty.
template <class Entries, class Write>
Json write_list(const Entries& entries, Write write) {
  Json list;
  for (const auto& entry : entries) list.push_back(write(entry));
  return list;
}

inline void put_span(Json& json, const std::optional<Day>& from, const std::optional<Day>& to) {
  if (from) json["from"] = format_day(*from);
  if (to) json["to"] = format_day(*to);
}

// Without trailing zeros: "40", "12.5".
inline std::string short_decimal(std::int64_t e4) { return core::format_amount(e4, 0); }

}  // namespace dealbell::wire
