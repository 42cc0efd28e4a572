#include "core/events/event_limits.hpp"
#include "core/measures/measure.hpp"
#include "wire/org/org_fields.hpp"
#include "wire/org/org_parts.hpp"
#include "wire/org/own_filters.hpp"
#include "wire/words.hpp"

namespace dealbell::wire {
namespace {

using core::OwnMeasure;
using Kind = OwnMeasure::Kind;
using Of = OwnMeasure::Of;

constexpr Word<Kind> kinds[] = {{"sum", Kind::sum},
                                {"count", Kind::count},
                                {"distinct", Kind::distinct},
                                {"ratio", Kind::ratio},
                                {"points", Kind::points}};
constexpr Word<Of> ofs[] = {{"won", Of::won},
                            {"lost", Of::lost},
                            {"open", Of::open},
                            {"created", Of::created},
                            {"activities", Of::activities}};

bool counts_entries(Kind kind) { return kind != Kind::ratio && kind != Kind::points; }

void read_sum(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  if (!r.in.value(json, at, measure.field)) return;
  const bool duration = measure.field == "duration_s";
  if (measure.of == Of::activities && !duration)
    r.add_error("of activities only \"duration_s\" can be summed", at);
  else if (measure.of != Of::activities && duration)
    r.add_error("only activities have a duration: add \"of\": \"activities\"", at);
  else if (!core::is_amount_name(measure.field))
    r.add_error("expected \"amount\" or the name of another amount of deals", at);
}

void read_distinct(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  const std::span<const Key> activity = distinct_activity_fields, deal = distinct_deal_fields;
  r.in.one_of(json, at, measure.of == Of::activities ? activity : deal, measure.field);
}

void read_ratio(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  std::vector<std::string> two;
  r.texts(json, at, 2, two);
  if (two.size() < 2)
    return r.add_error("a ratio needs two measures: [\"won_amount\", \"activities\"]", at);
  measure.numerator = two[0];
  measure.denominator = two[1];
}

void read_points(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  Claims once{"measure"};
  r.in.elements(json, at, points_max, [&](JsonCursor element, const std::string& points_at) {
    auto& points = measure.points.emplace_back();
    bool each = false;
    r.in.members(element, points_at, point_keys,
                 [&](Key key, JsonCursor value, const std::string& key_at) {
                   if (key == "measure") r.in.value(value, key_at, points.measure);
                   if (key == "each") each = true, r.in.value(value, key_at, points.each);
                   if (key == "per" && r.in.value(value, key_at, points.per) && points.per.e4 <= 0)
                     r.add_error("this must be more than zero", key_at);
                 });
    r.require(!points.measure.empty(), "measure", points_at);
    r.require(each, "each", points_at);
    if (!points.measure.empty()) r.claim(once, points.measure, "", points_at + "/measure");
  });
  if (measure.points.empty()) r.add_error("points need at least one measure", at);
}

void read_kind(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  switch (measure.kind) {
    case Kind::sum:
      return read_sum(r, json, at, measure);
    case Kind::count:
      return void(r.in.word(json, at, ofs, measure.of));
    case Kind::distinct:
      return read_distinct(r, json, at, measure);
    case Kind::ratio:
      return read_ratio(r, json, at, measure);
    case Kind::points:
      return read_points(r, json, at, measure);
  }
}

void check_id(OrgReader& r, OwnMeasure& measure, const std::string& at) {
  r.require(!measure.id.empty(), "id", at);
  if (measure.name.empty()) measure.name = measure.id;
  if (measure.id.empty()) return;
  if (!is_slug(measure.id))
    r.add_error(
        "the id of a measure has 1 to 40 characters of a-z, 0-9 and _, and begins with a letter",
        at + "/id");
  else if (core::find_measure(measure.id))
    r.add_error("there already is a measure " + measure.id + ": choose another id", at + "/id");
}

// "of", the key of the kind and "where" come in any order, and the latter two depend on the first.
struct Given {
  std::vector<std::pair<Kind, JsonCursor>> kinds;
  std::optional<JsonCursor> where;
  bool of = false;
};

void read_given(OrgReader& r, const Given& given, const std::string& at, OwnMeasure& measure) {
  if (given.kinds.size() != 1)
    return r.add_error(
        "a measure has exactly one of \"sum\", \"count\", \"distinct\", \"ratio\" and \"points\"",
        at);
  measure.kind = given.kinds.front().first;
  const bool entries = counts_entries(measure.kind);
  if (given.of && measure.kind == Kind::count)
    r.add_error("\"count\" already names what is counted", at + "/of");
  if (given.of && !entries)
    r.add_error("\"of\" is only possible with sum and distinct", at + "/of");
  if (given.where && !entries)
    r.add_error("\"where\" is only possible with sum, count and distinct", at + "/where");
  read_kind(r, given.kinds.front().second, at + "/" + std::string(text_of(kinds, measure.kind)),
            measure);
  if (given.where && entries) read_where(r, *given.where, at + "/where", measure);
}

void read_measure(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  Given given;
  r.in.members(json, at, measure_keys, [&](Key key, JsonCursor value, const std::string& key_at) {
    if (key == "id") r.in.value(value, key_at, measure.id, take_id);
    if (key == "name") r.in.value(value, key_at, measure.name);
    if (key == "of") given.of = true, r.in.word(value, key_at, ofs, measure.of);
    if (key == "where") given.where = value;
    if (const auto* kind = find(kinds, key)) given.kinds.emplace_back(*kind, value);
  });
  check_id(r, measure, at);
  read_given(r, given, at, measure);
}

bool is_ratio(const core::Measure& measure) { return measure.unit == core::Unit::ratio; }
bool is_ratio(const OwnMeasure& measure) { return measure.kind == Kind::ratio; }

// Amounts and counts are whole, so points of them are exact.
bool earns_points(const core::Measure& measure) {
  return measure.unit == core::Unit::money || measure.unit == core::Unit::count;
}
bool earns_points(const OwnMeasure& measure) { return counts_entries(measure.kind); }

template <class Part>
void check_part(OrgReader& r, Kind whole, const Part& part, const std::string& at) {
  if (is_ratio(part))
    r.add_error("this is a ratio: use the measures that it is made of", at);
  else if (whole == Kind::points && !earns_points(part))
    r.add_error("points are only possible for amounts and counts", at);
}

// A part of a ratio or of points. No kind refers to itself, so there are no cycles.
void check_part_reference(OrgReader& r, Kind whole, const std::string& name,
                          const std::string& at) {
  if (const auto* ours = core::find_measure(name)) {
    if (ours->targeted)
      return r.add_error("a measure about a quota cannot be part of another measure", at);
    return check_part(r, whole, *ours, at);
  }
  const auto own = std::ranges::find(r.org.measures, name, &OwnMeasure::id);
  if (name.empty() || own == r.org.measures.end()) return r.check_measure(name, at);
  check_part(r, whole, *own, at);
}

}  // namespace

void read_measures(OrgReader& r, JsonCursor json, const std::string& at) {
  Claims ids{"measure"};
  r.in.elements(json, at, measures_max, [&](JsonCursor element, const std::string& measure_at) {
    auto& measure = r.org.measures.emplace_back();
    read_measure(r, element, measure_at, measure);
    if (!measure.id.empty()) r.claim(ids, measure.id, measure.id, measure_at + "/id");
  });
  // Last, because a measure may come after one that is made of it.
  for (std::size_t i = 0; i < r.org.measures.size(); ++i) {
    const auto& measure = r.org.measures[i];
    const auto own_at = at + "/" + std::to_string(i);
    check_part_reference(r, measure.kind, measure.numerator, own_at + "/ratio/0");
    check_part_reference(r, measure.kind, measure.denominator, own_at + "/ratio/1");
    for (std::size_t p = 0; p < measure.points.size(); ++p)
      check_part_reference(r, measure.kind, measure.points[p].measure,
                           own_at + "/points/" + std::to_string(p) + "/measure");
  }
}

Json write_measures(const core::Org& org) {
  return write_list(org.measures, [](const OwnMeasure& measure) {
    Json json{{"id", measure.id}, {"name", measure.name}};
    const std::string kind(text_of(kinds, measure.kind));
    if (measure.kind == Kind::sum || measure.kind == Kind::distinct) {
      json[kind] = measure.field;
      json["of"] = text_of(ofs, measure.of);
    }
    if (measure.kind == Kind::count) json[kind] = text_of(ofs, measure.of);
    if (measure.kind == Kind::ratio) json[kind] = {measure.numerator, measure.denominator};
    for (const auto& points : measure.points) {
      Json part{{"measure", points.measure}, {"each", short_decimal(points.each.e4)}};
      if (points.per != OwnMeasure::Points{}.per) part["per"] = short_decimal(points.per.e4);
      json[kind].push_back(std::move(part));
    }
    if (!measure.where.empty()) json["where"] = write_where(measure.where);
    return json;
  });
}

}  // namespace dealbell::wire
