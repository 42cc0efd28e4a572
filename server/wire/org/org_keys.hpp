#pragma once

#include <cstddef>
#include <string_view>

namespace dealbell::wire {

// The keys of every object of the org document, and the limits of every list. A test compares both
// with config/org.schema.json.

using Key = std::string_view;

constexpr Key document_keys[] = {
    "$schema",          "name",     "currency", "zone",      "week_start",
    "calendar",         "lock",     "people",   "teams",     "products",
    "pipelines",        "twins",    "rates",    "kinds",     "forecast_categories",
    "new_after_months", "measures", "quotas",   "forecasts", "boards"};
constexpr Key calendar_keys[] = {"fiscal_year_start", "fiscal_year_name", "periods",  "year_end",
                                 "extra_week",        "working_days",     "holidays", "pace"};
constexpr Key holiday_keys[] = {"day", "name"};
constexpr Key lock_keys[] = {"after_working_days", "from"};
constexpr Key person_keys[] = {"id", "name", "aliases", "email", "from", "to", "leave", "ramp"};
constexpr Key span_keys[] = {"from", "to"};
constexpr Key team_keys[] = {"id", "name", "parent", "members"};
constexpr Key member_keys[] = {"person", "from", "to"};
constexpr Key product_keys[] = {"id", "name", "aliases"};
constexpr Key pipeline_keys[] = {"id", "name", "aliases", "authority", "stages"};
constexpr Key stage_keys[] = {"id",       "name",  "aliases", "probability", "stuck_after_days",
                              "forecast", "status"};
constexpr Key twin_keys[] = {"deal", "of", "same"};
constexpr Key rate_keys[] = {"from", "base", "per"};
constexpr Key quota_keys[] = {"measure", "period", "from", "person", "team", "amount"};
constexpr Key forecast_keys[] = {"period", "person", "team", "amount"};
constexpr Key kind_keys[] = {"new", "expansion", "renewal"};
constexpr Key category_keys[] = {"pipeline", "best_case", "most_likely", "commit", "omitted"};
constexpr Key measure_keys[] = {"id",    "name",     "sum",   "count", "of",
                                "where", "distinct", "ratio", "points"};
constexpr Key point_keys[] = {"measure", "each", "per"};
constexpr Key not_keys[] = {"not"};
constexpr Key board_keys[] = {"id", "title", "tick_ms", "tiles"};
constexpr Key tile_keys[] = {"id",     "title",   "measure", "of",     "by",
                             "period", "filters", "limit",   "least_n"};

constexpr std::size_t document_bytes_max = 8u << 20;  // read whole, and every version is kept

constexpr std::size_t people_max = 20'000;  // more than a wall could rank
constexpr std::size_t teams_max = 2'000;
constexpr std::size_t products_max = 20'000;  // a large catalogue
constexpr std::size_t aliases_max = 1'000;    // a key in every system, and renamings over years
constexpr std::size_t emails_max = 20;        // at every employer's domain, and private ones
constexpr std::size_t members_max = 20'000;   // every person once
constexpr std::size_t leave_max = 200;        // ten a year for twenty years
constexpr std::size_t ramp_max = 36;          // three years by month
constexpr std::size_t holidays_max = 2'000;   // twenty a year for a century
constexpr std::size_t pipelines_max = 100;
constexpr std::size_t stages_max = 100;      // of one pipeline; a funnel must stay readable
constexpr std::size_t twins_max = 10'000;    // each is decided by a person
constexpr std::size_t rates_max = 20'000;    // a sheet per day since 1971
constexpr std::size_t currencies_max = 200;  // ISO 4217 has fewer
constexpr std::size_t quotas_max = 200'000;  // 10,000 people by month, for some years
constexpr std::size_t forecasts_max = 200'000;
constexpr std::size_t words_max = 200;     // raw words for one of our words
constexpr std::size_t measures_max = 100;  // each adds a sum per deal
constexpr std::size_t filters_max = 20;    // more than there are fields
constexpr std::size_t filter_values_max = 200;
constexpr std::size_t points_max = 20;
constexpr std::size_t boards_max = 50;                // each is computed at every tick
constexpr int tick_min_ms = 5, tick_max_ms = 10'000;  // as for the setting of the same name
constexpr std::size_t tiles_max = 24;                 // more cannot be read from a chair

}  // namespace dealbell::wire
