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
    r.wrong("of activities only \"duration_s\" can be summed", at);
  else if (measure.of != Of::activities && duration)
    r.wrong("only activities have a duration: add \"of\": \"activities\"", at);
  else if (!core::is_amount_name(measure.field))
    r.wrong("expected \"amount\" or the name of an amount that deals carry", at);
}

void read_distinct(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  const std::span<const Key> activity = distinct_activity_fields, deal = distinct_deal_fields;
  r.in.one_of(json, at, measure.of == Of::activities ? activity : deal, measure.field);
}

void read_ratio(OrgReader& r, JsonCursor json, const std::string& at, OwnMeasure& measure) {
  std::vector<std::string> two;
  r.texts(json, at, 2, two);
  if (two.size() < 2)
    return r.wrong("a ratio is of two measures: [\"won_amount\", \"activities\"]", at);
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
                     r.wrong("this must be more than zero", key_at);
                 });
    r.need(!points.measure.empty(), "measure", points_at);
    r.need(each, "each", points_at);
    if (!points.measure.empty()) r.claim(once, points.measure, "", points_at + "/measure");
  });
  if (measure.points.empty()) r.wrong("points are given for one measure at least", at);
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
  r.need(!measure.id.empty(), "id", at);
  if (measure.name.empty()) measure.name = measure.id;
  if (measure.id.empty()) return;
  if (!is_slug(measure.id))
    r.wrong("the id of a measure has 1 to 40 of a-z, 0-9 and _, a letter first", at + "/id");
  else if (core::find_measure(measure.id))
    r.wrong("there is a measure " + measure.id + " already: choose another id", at + "/id");
}

// "of", the kind's own key and "where" come in any order, and the latter two depend on the first.
struct Given {
  std::vector<std::pair<Kind, JsonCursor>> kinds;
  std::optional<JsonCursor> where;
  bool of = false;
};

void read_given(OrgReader& r, const Given& given, const std::string& at, OwnMeasure& measure) {
  if (given.kinds.size() != 1)
    return r.wrong(
        "a measure has exactly one of \"sum\", \"count\", \"distinct\", \"ratio\" and \"points\"",
        at);
  measure.kind = given.kinds.front().first;
  const bool entries = counts_entries(measure.kind);
  if (given.of && measure.kind == Kind::count)
    r.wrong("\"count\" says already what is counted", at + "/of");
  if (given.of && !entries) r.wrong("only sum and distinct are \"of\" something", at + "/of");
  if (given.where && !entries)
    r.wrong("only sum, count and distinct take \"where\"", at + "/where");
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
    r.wrong("this is a ratio: take what it is made of", at);
  else if (whole == Kind::points && !earns_points(part))
    r.wrong("points are of amounts and counts", at);
}

// What a ratio or points are made of. Nothing refers to its own kind, so there are no circles.
void refer_to_part(OrgReader& r, Kind whole, const std::string& name, const std::string& at) {
  if (const auto* ours = core::find_measure(name)) {
    if (ours->targeted) return r.wrong("what is about a quota cannot be part of a measure", at);
    return check_part(r, whole, *ours, at);
  }
  const auto own = std::ranges::find(r.org.measures, name, &OwnMeasure::id);
  if (name.empty() || own == r.org.measures.end()) return r.refer_to_measure(name, at);
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
  // Last: a measure may stand behind one that is made of it.
  for (std::size_t i = 0; i < r.org.measures.size(); ++i) {
    const auto& measure = r.org.measures[i];
    const auto own_at = at + "/" + std::to_string(i);
    refer_to_part(r, measure.kind, measure.numerator, own_at + "/ratio/0");
    refer_to_part(r, measure.kind, measure.denominator, own_at + "/ratio/1");
    for (std::size_t p = 0; p < measure.points.size(); ++p)
      refer_to_part(r, measure.kind, measure.points[p].measure,
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
