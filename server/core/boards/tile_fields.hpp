#pragma once

#include <span>
#include <string_view>

namespace dealbell::core {

// The names of all fields in the rows and metas of tiles. They are part of the live protocol: a
// test checks that wire/PROTOCOL.md documents them and that the wall's TypeScript reads them.
namespace field {
inline constexpr const char* activities = "activities";
inline constexpr const char* activities_today = "activities_today";
inline constexpr const char* as_of = "as_of";
inline constexpr const char* at = "at";
inline constexpr const char* attainment = "attainment";
inline constexpr const char* basis = "basis";
inline constexpr const char* basis_label = "basis_label";
inline constexpr const char* basis_value = "basis_value";
inline constexpr const char* better = "better";
inline constexpr const char* by = "by";
inline constexpr const char* change = "change";
inline constexpr const char* currency = "currency";
inline constexpr const char* day = "day";
inline constexpr const char* day_m = "day_m";
inline constexpr const char* day_n = "day_n";
inline constexpr const char* days = "days";
inline constexpr const char* days_left = "days_left";
inline constexpr const char* demo = "demo";
inline constexpr const char* filters = "filters";
inline constexpr const char* from = "from";
inline constexpr const char* gap = "gap";
inline constexpr const char* gap_rank = "gap_rank";
inline constexpr const char* kind = "kind";
inline constexpr const char* label = "label";
inline constexpr const char* label_last = "label_last";
inline constexpr const char* last = "last";
inline constexpr const char* measure = "measure";
inline constexpr const char* n = "n";
inline constexpr const char* name = "name";
inline constexpr const char* needs_mapping = "needs_mapping";
inline constexpr const char* needs_mapping_amount = "needs_mapping_amount";
inline constexpr const char* needs_setup = "needs_setup";
inline constexpr const char* is_new = "new";
inline constexpr const char* newest = "newest";
inline constexpr const char* note = "note";
inline constexpr const char* now_last = "now_last";
inline constexpr const char* now_this = "now_this";
inline constexpr const char* now_x = "now_x";
inline constexpr const char* nth_week = "nth_week";
inline constexpr const char* of = "of";
inline constexpr const char* open_all_amount = "open_all_amount";
inline constexpr const char* open_all_n = "open_all_n";
inline constexpr const char* open_amount = "open_amount";
inline constexpr const char* open_n = "open_n";
inline constexpr const char* overdue_amount = "overdue_amount";
inline constexpr const char* overdue_n = "overdue_n";
inline constexpr const char* pace = "pace";
inline constexpr const char* period = "period";
inline constexpr const char* period_end = "period_end";
inline constexpr const char* period_label = "period_label";
inline constexpr const char* period_start = "period_start";
inline constexpr const char* pos = "pos";
inline constexpr const char* previous = "previous";
inline constexpr const char* previous_label = "previous_label";
inline constexpr const char* quota = "quota";
inline constexpr const char* rank = "rank";
inline constexpr const char* rate = "rate";
inline constexpr const char* rank_from = "rank_from";
inline constexpr const char* rank_to = "rank_to";
inline constexpr const char* received = "received";
inline constexpr const char* rise = "rise";
inline constexpr const char* short_name = "short";
inline constexpr const char* stage = "stage";
inline constexpr const char* state = "state";
inline constexpr const char* target = "target";
inline constexpr const char* target_of = "target_of";
inline constexpr const char* this_period = "this";
inline constexpr const char* title = "title";
inline constexpr const char* to = "to";
inline constexpr const char* to_go = "to_go";
inline constexpr const char* total = "total";
inline constexpr const char* total_after = "total_after";
inline constexpr const char* total_before = "total_before";
inline constexpr const char* unit = "unit";
inline constexpr const char* unpriced = "unpriced";
inline constexpr const char* until = "until";
inline constexpr const char* utc_offset_s = "utc_offset_s";
inline constexpr const char* value = "value";
inline constexpr const char* week_n = "week_n";
inline constexpr const char* why = "why";
inline constexpr const char* year = "year";
inline constexpr const char* year_change = "year_change";
inline constexpr const char* year_label = "year_label";
inline constexpr const char* zone = "zone";
}  // namespace field

namespace tile_fields {
// The wall.
inline constexpr const char* office_meta[] = {field::name,
                                              field::demo,
                                              field::zone,
                                              field::utc_offset_s,
                                              field::currency,
                                              field::day,
                                              field::period,
                                              field::period_label,
                                              field::period_start,
                                              field::period_end,
                                              field::day_n,
                                              field::day_m,
                                              field::state,
                                              field::newest,
                                              field::needs_setup,
                                              field::needs_mapping,
                                              field::needs_mapping_amount};
inline constexpr const char* hero_meta[] = {
    field::value,     field::n,     field::unpriced,    field::target,      field::to_go,
    field::days_left, field::basis, field::basis_label, field::basis_value, field::pace};
inline constexpr const char* race_meta[] = {field::now_x, field::now_this,   field::now_last,
                                            field::days,  field::label_last, field::target};
inline constexpr const char* race_row[] = {field::pos, field::this_period, field::last};
inline constexpr const char* ranking_meta[] = {field::of, field::label};
inline constexpr const char* ranking_row[] = {
    field::pos,  field::rank, field::name,     field::short_name, field::value, field::n,
    field::rise, field::gap,  field::gap_rank, field::note,       field::week_n};
inline constexpr const char* teams_meta[] = {field::of};
inline constexpr const char* teams_row[] = {field::pos, field::name, field::value, field::n};
inline constexpr const char* podium_meta[] = {field::label, field::total};
inline constexpr const char* podium_row[] = {field::pos, field::name, field::short_name,
                                             field::value};
inline constexpr const char* due_meta[] = {
    field::open_n,    field::open_amount,    field::open_all_n, field::open_all_amount,
    field::overdue_n, field::overdue_amount, field::activities, field::activities_today};
inline constexpr const char* today_meta[] = {field::n, field::value};
inline constexpr const char* today_row[] = {field::pos, field::name, field::short_name,
                                            field::value, field::at};
inline constexpr const char* moments_row[] = {
    field::name,     field::short_name,   field::value,       field::at,       field::until,
    field::received, field::stage,        field::why,         field::nth_week, field::rank_from,
    field::rank_to,  field::total_before, field::total_after, field::target};
// Boards defined in the org document. Their office tile also has the title.
inline constexpr const char* own_meta[] = {field::pos,
                                           field::of,
                                           field::kind,
                                           field::title,
                                           field::measure,
                                           field::unit,
                                           field::currency,
                                           field::value,
                                           field::n,
                                           field::unpriced,
                                           field::rate,
                                           field::why,
                                           field::period,
                                           field::period_label,
                                           field::by,
                                           field::previous,
                                           field::previous_label,
                                           field::change,
                                           field::is_new,
                                           field::year,
                                           field::year_label,
                                           field::year_change,
                                           field::quota,
                                           field::attainment,
                                           field::from,
                                           field::to,
                                           field::target_of,
                                           field::filters};
// Part of the protocol, but not sent at present.
inline constexpr const char* own_meta_optional[] = {field::as_of, field::better};
inline constexpr const char* own_ranking_row[] = {field::pos,        field::rank,  field::name,
                                                  field::short_name, field::value, field::n,
                                                  field::unpriced};
inline constexpr const char* own_series_row[] = {field::pos, field::label, field::value, field::n,
                                                 field::unpriced};
}  // namespace tile_fields

// The fields of one tile of the wall. `rows` is empty for a tile without rows.
struct WallTileFields {
  std::string_view tile;
  std::span<const char*const> meta, rows;
};
inline constexpr WallTileFields wall_tile_fields[] = {
    {"office", tile_fields::office_meta, {}},
    {"hero", tile_fields::hero_meta, {}},
    {"race", tile_fields::race_meta, tile_fields::race_row},
    {"ranking", tile_fields::ranking_meta, tile_fields::ranking_row},
    {"teams", tile_fields::teams_meta, tile_fields::teams_row},
    {"podium", tile_fields::podium_meta, tile_fields::podium_row},
    {"due", tile_fields::due_meta, {}},
    {"today", tile_fields::today_meta, tile_fields::today_row},
    {"moments", {}, tile_fields::moments_row},
};

}  // namespace dealbell::core
