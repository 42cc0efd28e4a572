#pragma once

#include <string_view>

namespace dealbell::wire {

// Names in the org document of the fields of deals and activities, and of the ways to group
// figures.

constexpr std::string_view deal_fields[] = {"team",        "pipeline", "product",    "region",
                                            "lead_source", "customer", "kind",       "stage",
                                            "forecast",    "currency", "lost_reason"};
constexpr std::string_view activity_fields[] = {"team", "kind", "outcome", "automatic"};

// What `distinct` can count: the fields above, and others.
constexpr std::string_view distinct_deal_fields[] = {
    "person",   "deal", "team",  "pipeline", "product",  "region",     "lead_source",
    "customer", "kind", "stage", "forecast", "currency", "lost_reason"};
constexpr std::string_view distinct_activity_fields[] = {"person", "deal", "team", "kind",
                                                         "outcome"};

// What /api/v1/kpis accepts as `by` and as filters.
constexpr std::string_view row_fields[] = {
    "person", "team",     "pipeline", "product", "region", "lead_source", "customer", "kind",
    "stage",  "forecast", "day",      "week",    "month",  "quarter",     "year"};
constexpr std::string_view filter_fields[] = {"person", "team",        "pipeline", "product",
                                              "region", "lead_source", "customer", "kind",
                                              "stage",  "forecast"};
constexpr std::string_view tile_periods[] = {"day", "week", "month", "quarter", "year", "all"};

}  // namespace dealbell::wire
