#pragma once

#include <string_view>

namespace dealbell::wire {

// Words of the org document that name what deals and activities have, and how figures are cut.

constexpr std::string_view deal_fields[] = {"team",        "pipeline", "product",    "region",
                                            "lead_source", "customer", "kind",       "stage",
                                            "forecast",    "currency", "lost_reason"};
constexpr std::string_view activity_fields[] = {"team", "kind", "outcome", "automatic"};

// What distinct entries can be counted by: the fields above, and these.
constexpr std::string_view distinct_deal_fields[] = {
    "person",   "deal", "team",  "pipeline", "product",  "region",     "lead_source",
    "customer", "kind", "stage", "forecast", "currency", "lost_reason"};
constexpr std::string_view distinct_activity_fields[] = {"person", "deal", "team", "kind",
                                                         "outcome"};

// What /api/v1/kpis takes as `by` and as filters.
constexpr std::string_view row_fields[] = {
    "person", "team",     "pipeline", "product", "region", "lead_source", "customer", "kind",
    "stage",  "forecast", "day",      "week",    "month",  "quarter",     "year"};
constexpr std::string_view filter_fields[] = {"person", "team",        "pipeline", "product",
                                              "region", "lead_source", "customer", "kind",
                                              "stage",  "forecast"};
constexpr std::string_view tile_periods[] = {"day", "week", "month", "quarter", "year", "all"};

}  // namespace dealbell::wire
