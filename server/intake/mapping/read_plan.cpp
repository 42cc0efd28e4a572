#include <algorithm>

#include "intake/mapping/read_operators.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t rules_max = 200;  // each is looked at for every item
constexpr std::size_t lets_max = 200;
constexpr std::size_t samples_max = 200;

void at_most(Reading& reading, const Place& place, std::size_t most) {
  if (place.size() > most) reading.mistake(place, "at most " + std::to_string(most));
}

std::vector<Format> read_formats(Reading& reading, const Place& place) {
  std::vector<Format> formats;
  for (const auto& word : reading.texts(place)) {
    const auto format = format_of(word);
    if (!format) reading.mistake(place, "expected json, form, xml, jwt or cloudevents");
    formats.push_back(format.value_or(Format::json));
  }
  if (formats.empty()) reading.mistake(place, "expected a format");
  return formats;
}

Path read_each(Reading& reading, const Place& place) {
  auto path = parse_path(reading.text(place));
  if (path) return std::move(*path);
  reading.mistake(place, path.error().message);
  return {};
}

std::vector<OrderKey> read_order(Reading& reading, const Place& place) {
  std::vector<OrderKey> keys;
  if (!reading.is_array(place)) return keys;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto key = place.element(i);
    const auto rank = reading.may(key, "rank");
    if (!rank) {
      keys.push_back({reading.expression(key)});
      continue;
    }
    reading.only(key, {"rank", "first"});
    const auto first = reading.want(key, "first");
    keys.push_back(
        {reading.expression(*rank), first ? reading.texts(*first) : std::vector<std::string>{}});
  }
  return keys;
}

Reply read_reply(Reading& reading, const Place& place) {
  Reply reply;
  if (!reading.is_object(place)) return reply;
  reading.only(place, {"status", "type", "body"});
  if (const auto status = reading.may(place, "status"))
    reply.status = static_cast<int>(reading.whole(*status, 200, 299).value_or(200));
  if (const auto type = reading.may(place, "type")) reply.content_type = reading.text(*type);
  if (const auto body = reading.may(place, "body")) reply.body = reading.text(*body);
  if (reply.content_type.empty() != reply.body.empty())
    reading.mistake(place, "a body and its type belong together");
  if (std::ranges::any_of(reply.content_type,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    reading.mistake(place, "a type has no control characters");
  return reply;
}

void read_rules(Reading& reading, const Place& place, Plan& plan) {
  if (!reading.is_array(place)) return;
  at_most(reading, place, rules_max);
  if (place.size() == 0) reading.mistake(place, "expected at least one rule");
  for (std::size_t i = 0; i < place.size(); ++i) {
    auto rule = read_rule(reading, place.element(i));
    if (entity_of(rule.emit) == "deal")
      for (const auto& field : rule.set)
        if (field.name == "status")
          if (const auto why = defaults_a_status(field.value, plan.lets))
            reading.mistake({place.value, rule.pointer + "/set/status"}, *why);
    if (!rule.quiet) rule.quiet = plan.quiet;
    plan.rules.push_back(std::move(rule));
  }
}

void read_head(Reading& reading, const Place& file, Plan& plan) {
  if (const auto name = reading.want(file, "name")) {
    plan.name = reading.text(*name);
    const bool good =
        !plan.name.empty() && plan.name.size() <= 60 && std::ranges::all_of(plan.name, [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
    if (!good) reading.mistake(*name, "a name has 1 to 60 of a-z, 0-9 and -");
  }
  if (const auto title = reading.may(file, "title")) plan.title = reading.text(*title);
  if (plan.title.empty()) plan.title = plan.name;
  if (const auto schemes = reading.may(file, "schemes")) plan.schemes = reading.texts(*schemes);
  if (const auto notes = reading.may(file, "notes")) plan.notes = reading.texts(*notes);
}

}  // namespace

Tables read_tables(Reading& reading, const Place& place) {
  Tables tables;
  if (!reading.is_object(place)) return tables;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto table = place.member(i);
    auto& rows = tables[place.value->names[i]];
    if (!reading.is_object(table)) continue;
    for (std::size_t j = 0; j < table.size(); ++j)
      rows[table.value->names[j]] = reading.text(table.member(j));
  }
  return tables;
}

Plan read_plan(Reading& reading, const Place& file) {
  Plan plan;
  if (!reading.is_object(file)) return plan;
  reading.only(file, {"name", "title", "schemes", "notes", "format", "each", "order", "dedupe",
                      "seq", "sequence", "quiet", "match", "let", "rules", "tables", "reply",
                      "challenge", "samples"});
  read_head(reading, file, plan);
  if (const auto tables = reading.may(file, "tables")) plan.tables = read_tables(reading, *tables);
  for (const auto& [name, rows] : plan.tables) reading.tables.insert(name);
  if (const auto lets = reading.may(file, "let")) {
    at_most(reading, *lets, lets_max);
    reading.lets(*lets, plan);
  }
  if (const auto format = reading.may(file, "format"))
    plan.formats = read_formats(reading, *format);
  if (const auto each = reading.may(file, "each")) plan.each = read_each(reading, *each);
  if (const auto order = reading.may(file, "order")) plan.order = read_order(reading, *order);
  if (const auto dedupe = reading.want(file, "dedupe"))
    plan.dedupe = reading.expressions(*dedupe, 1);
  plan.seq = option(reading, file, "seq");
  plan.sequence = option(reading, file, "sequence");
  if (const auto match = reading.may(file, "match")) {
    const auto word = reading.text(*match);
    if (word != "first" && word != "all") reading.mistake(*match, "expected first or all");
    plan.match_all = word == "all";
  }
  if (const auto quiet = reading.may(file, "quiet")) plan.quiet = reading.guard(*quiet);
  if (const auto rules = reading.want(file, "rules")) read_rules(reading, *rules, plan);
  if (const auto reply = reading.may(file, "reply")) plan.reply = read_reply(reading, *reply);
  plan.challenge = option(reading, file, "challenge");
  const auto samples = reading.may(file, "samples");
  if (!samples || !reading.is_array(*samples)) return plan;
  at_most(reading, *samples, samples_max);
  for (std::size_t i = 0; i < samples->size(); ++i)
    plan.samples.push_back(read_sample(reading, samples->element(i), plan));
  return plan;
}

}  // namespace dealbell::intake
