#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "core/values/dimensions.hpp"
#include "org_errors.hpp"
#include "wire/org/org_fields.hpp"
#include "wire/org/org_keys.hpp"

// config/org.schema.json describes exactly what the reader accepts.
namespace dealbell::wire {
namespace {

using nlohmann::json;
using ::testing::UnorderedElementsAreArray;

const json& schema() {
  static const auto all = json::parse(file("config/org.schema.json"));
  return all;
}

const json& at(const std::string& pointer) { return schema().at(json::json_pointer(pointer)); }

std::vector<std::string> names(const json& object) {
  std::vector<std::string> list;
  for (const auto& [name, value] : object.items()) list.push_back(name);
  return list;
}

struct Object {
  const char* pointer;
  std::span<const Key> keys;
};

TEST(OrgSchema, HasTheKeysOfTheReader) {
  const Object objects[] = {
      {"", document_keys},
      {"/properties/lock", lock_keys},
      {"/properties/kinds", kind_keys},
      {"/properties/forecast_categories", category_keys},
      {"/$defs/calendar", calendar_keys},
      {"/$defs/calendar/properties/holidays/items/oneOf/1", holiday_keys},
      {"/$defs/person", person_keys},
      {"/$defs/person/properties/leave/items", span_keys},
      {"/$defs/team", team_keys},
      {"/$defs/team/properties/members/items/oneOf/1", member_keys},
      {"/$defs/product", product_keys},
      {"/$defs/pipeline", pipeline_keys},
      {"/$defs/pipeline/properties/stages/items", stage_keys},
      {"/properties/twins/items", twin_keys},
      {"/$defs/rate_sheet", rate_keys},
      {"/$defs/quota", quota_keys},
      {"/$defs/forecast", forecast_keys},
      {"/$defs/measure", measure_keys},
      {"/$defs/measure/properties/points/items", point_keys},
      {"/$defs/values/oneOf/1", not_keys},
      {"/$defs/board", board_keys},
      {"/$defs/board/properties/tiles/items", tile_keys},
      {"/$defs/board/properties/tiles/items/properties/filters", filter_fields},
  };
  std::size_t closed = 0;
  for (const auto& [pointer, keys] : objects) {
    EXPECT_THAT(names(at(std::string(pointer) + "/properties")), UnorderedElementsAreArray(keys))
        << pointer;
    EXPECT_EQ(at(pointer).at("additionalProperties"), false) << pointer;
  }

  // `where` is of deals or of activities, and no object of the schema is missing above.
  const auto text = schema().dump();
  for (auto from = text.find("\"additionalProperties\":false"); from != std::string::npos;
       from = text.find("\"additionalProperties\":false", from + 1))
    ++closed;
  EXPECT_EQ(closed, std::size(objects) + 1);
}

TEST(OrgSchema, HasTheWordsOfTheReader) {
  std::vector<std::string> deal(std::begin(deal_fields), std::end(deal_fields));
  auto where = names(at("/$defs/where/properties"));
  for (const auto field : activity_fields)
    if (std::ranges::find(deal, field) == deal.end()) deal.emplace_back(field);
  EXPECT_THAT(where, UnorderedElementsAreArray(deal));

  std::erase(deal, "automatic");  // yes and no are not worth counting
  deal.insert(deal.end(), {"person", "deal"});
  const std::vector<std::string> distinct = at("/$defs/measure/properties/distinct/enum");
  EXPECT_THAT(distinct, UnorderedElementsAreArray(deal));
  const auto& tile = at("/$defs/board/properties/tiles/items/properties");
  EXPECT_THAT(tile.at("by").at("enum").get<std::vector<std::string>>(),
              UnorderedElementsAreArray(row_fields));
  EXPECT_THAT(tile.at("period").at("enum").get<std::vector<std::string>>(),
              UnorderedElementsAreArray(tile_periods));
}

TEST(OrgSchema, RowsAndFiltersAreTheDimensions) {
  std::vector<std::string_view> dimensions{"person"};
  for (std::size_t i = 0; i < core::dimension_count; ++i)
    dimensions.push_back(core::name_of(static_cast<core::Dimension>(i)));

  EXPECT_THAT(dimensions, UnorderedElementsAreArray(filter_fields));
  for (const auto by : dimensions)
    EXPECT_NE(std::ranges::find(row_fields, by), std::end(row_fields)) << by;
}

// The reader accepts every word that the schema lists.
TEST(OrgSchema, EveryListedWordIsAccepted) {
  const auto expect_accepted = [](const std::string& key, const json& value,
                                  const json& enclosing) {
    const auto document = enclosing.is_null() ? json{{key, value}} : enclosing;
    EXPECT_TRUE(errors_of(document.dump()).empty()) << document;
  };
  for (const auto& [key, rule] : at("/$defs/calendar/properties").items())
    if (rule.contains("enum"))
      for (const auto& word : rule["enum"]) expect_accepted("calendar", {{key, word}}, nullptr);
  for (const auto& day : at("/$defs/calendar/properties/working_days/items/enum"))
    expect_accepted("calendar", {{"working_days", {day}}}, nullptr);
  for (const auto& day : at("/properties/week_start/enum"))
    expect_accepted("week_start", day, nullptr);
  for (const auto& word : at("/$defs/entries/enum"))
    expect_accepted("measures", {{{"id", "x"}, {"count", word}}}, nullptr);
  for (const auto* key : {"forecast", "status"}) {
    const std::string stage = "/$defs/pipeline/properties/stages/items/properties/";
    for (const auto& word : at(stage + key).at("enum")) {
      const json of_stage{{"id", "s"}, {key, word}};
      expect_accepted("", nullptr, {{"pipelines", {{{"id", "p"}, {"stages", {of_stage}}}}}});
    }
  }
}

TEST(OrgSchema, HasTheLimitsOfTheReader) {
  const std::pair<const char*, std::size_t> bounds[] = {
      {"/properties/people", people_max},
      {"/properties/teams", teams_max},
      {"/properties/products", products_max},
      {"/properties/pipelines", pipelines_max},
      {"/properties/twins", twins_max},
      {"/$defs/person/properties/email/oneOf/1", emails_max},
      {"/properties/rates", rates_max},
      {"/properties/measures", measures_max},
      {"/properties/quotas", quotas_max},
      {"/properties/forecasts", forecasts_max},
      {"/properties/boards", boards_max},
      {"/$defs/aliases", aliases_max},
      {"/$defs/raw_words", words_max},
      {"/$defs/calendar/properties/holidays", holidays_max},
      {"/$defs/person/properties/leave", leave_max},
      {"/$defs/person/properties/ramp", ramp_max},
      {"/$defs/team/properties/members", members_max},
      {"/$defs/pipeline/properties/stages", stages_max},
      {"/$defs/measure/properties/points", points_max},
      {"/$defs/value_list", filter_values_max},
      {"/$defs/board/properties/tiles", tiles_max},
  };
  for (const auto& [pointer, most] : bounds) EXPECT_EQ(at(pointer).at("maxItems"), most) << pointer;
  EXPECT_EQ(at("/$defs/rate_sheet/properties/per/maxProperties"), currencies_max);
}

// People read the example to see what is possible.
TEST(OrgSchema, TheExampleShowsEveryPart) {
  const auto example = json::parse(file("config/org.example.json"));

  EXPECT_THAT(names(example), UnorderedElementsAreArray(document_keys));
}

}  // namespace
}  // namespace dealbell::wire
