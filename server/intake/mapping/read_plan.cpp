#include "intake/mapping/read_plan.hpp"

#include <algorithm>

#include "intake/mapping/read_operators.hpp"
#include "intake/mapping/status_source.hpp"

namespace dealbell::intake {
namespace {

constexpr std::size_t rules_max = 200;  // each costs time for every item
constexpr std::size_t lets_max = 200;
constexpr std::size_t samples_max = 200;

void check_size(MappingReader& reader, const JsonPlace& place, std::size_t max) {
  if (place.size() > max)
    reader.add_error(place, "at most " + std::to_string(max) + " are allowed");
}

std::vector<Format> read_formats(MappingReader& reader, const JsonPlace& place) {
  std::vector<Format> formats;
  for (const auto& word : reader.texts(place)) {
    const auto format = format_of(word);
    if (!format) reader.add_error(place, "expected json, form, xml, jwt or cloudevents");
    formats.push_back(format.value_or(Format::json));
  }
  if (formats.empty()) reader.add_error(place, "expected a format");
  return formats;
}

Path read_each(MappingReader& reader, const JsonPlace& place) {
  auto path = parse_path(reader.text(place));
  if (path) return std::move(*path);
  reader.add_error(place, path.error().message);
  return {};
}

std::vector<OrderKey> read_order(MappingReader& reader, const JsonPlace& place) {
  std::vector<OrderKey> keys;
  if (!reader.is_array(place)) return keys;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto key = place.element(i);
    const auto rank = reader.optional(key, "rank");
    if (!rank) {
      keys.push_back({reader.expression(key)});
      continue;
    }
    reader.allow_only(key, {"rank", "first"});
    const auto first = reader.required(key, "first");
    keys.push_back(
        {reader.expression(*rank), first ? reader.texts(*first) : std::vector<std::string>{}});
  }
  return keys;
}

Reply read_reply(MappingReader& reader, const JsonPlace& place) {
  Reply reply;
  if (!reader.is_object(place)) return reply;
  reader.allow_only(place, {"status", "type", "body"});
  if (const auto status = reader.optional(place, "status"))
    reply.status = static_cast<int>(reader.integer(*status, 200, 299).value_or(200));
  if (const auto type = reader.optional(place, "type")) reply.content_type = reader.text(*type);
  if (const auto body = reader.optional(place, "body")) reply.body = reader.text(*body);
  if (reply.content_type.empty() != reply.body.empty())
    reader.add_error(place, "\"body\" and \"type\" must be given together");
  if (std::ranges::any_of(reply.content_type,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    reader.add_error(place, "\"type\" contains a control character");
  return reply;
}

void read_rules(MappingReader& reader, const JsonPlace& place, Plan& plan) {
  if (!reader.is_array(place)) return;
  check_size(reader, place, rules_max);
  if (place.size() == 0) reader.add_error(place, "expected at least one rule");
  for (std::size_t i = 0; i < place.size(); ++i) {
    auto rule = read_rule(reader, place.element(i));
    if (entity_of(rule.emit) == "deal")
      for (const auto& field : rule.set)
        if (field.name == "status")
          if (const auto why = check_status_source(field.value, plan.lets))
            reader.add_error({place.value, rule.pointer + "/set/status"}, *why);
    if (!rule.quiet) rule.quiet = plan.quiet;
    plan.rules.push_back(std::move(rule));
  }
}

void read_head(MappingReader& reader, const JsonPlace& file, Plan& plan) {
  if (const auto name = reader.required(file, "name")) {
    plan.name = reader.text(*name);
    const bool valid =
        !plan.name.empty() && plan.name.size() <= 60 && std::ranges::all_of(plan.name, [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
    if (!valid) reader.add_error(*name, "a name has 1 to 60 characters: a-z, 0-9 and -");
  }
  if (const auto title = reader.optional(file, "title")) plan.title = reader.text(*title);
  if (plan.title.empty()) plan.title = plan.name;
  if (const auto schemes = reader.optional(file, "schemes")) plan.schemes = reader.texts(*schemes);
  if (const auto notes = reader.optional(file, "notes")) plan.notes = reader.texts(*notes);
}

}  // namespace

Tables read_tables(MappingReader& reader, const JsonPlace& place) {
  Tables tables;
  if (!reader.is_object(place)) return tables;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const auto table = place.member(i);
    auto& rows = tables[place.value->names[i]];
    if (!reader.is_object(table)) continue;
    for (std::size_t j = 0; j < table.size(); ++j)
      rows[table.value->names[j]] = reader.text(table.member(j));
  }
  return tables;
}

Plan read_plan(MappingReader& reader, const JsonPlace& file) {
  Plan plan;
  if (!reader.is_object(file)) return plan;
  reader.allow_only(file, {"name", "title", "schemes", "notes", "format", "each", "order", "dedupe",
                           "seq", "sequence", "quiet", "match", "let", "rules", "tables", "reply",
                           "challenge", "samples"});
  read_head(reader, file, plan);
  if (const auto tables = reader.optional(file, "tables"))
    plan.tables = read_tables(reader, *tables);
  for (const auto& [name, rows] : plan.tables) reader.tables.insert(name);
  if (const auto lets = reader.optional(file, "let")) {
    check_size(reader, *lets, lets_max);
    reader.read_lets(*lets, plan);
  }
  if (const auto format = reader.optional(file, "format"))
    plan.formats = read_formats(reader, *format);
  if (const auto each = reader.optional(file, "each")) plan.each = read_each(reader, *each);
  if (const auto order = reader.optional(file, "order")) plan.order = read_order(reader, *order);
  if (const auto dedupe = reader.required(file, "dedupe"))
    plan.dedupe = reader.expressions(*dedupe, 1);
  plan.seq = optional_expression(reader, file, "seq");
  plan.sequence = optional_expression(reader, file, "sequence");
  if (const auto match = reader.optional(file, "match")) {
    const auto word = reader.text(*match);
    if (word != "first" && word != "all") reader.add_error(*match, "expected first or all");
    plan.match_all = word == "all";
  }
  if (const auto quiet = reader.optional(file, "quiet")) plan.quiet = reader.guard(*quiet);
  if (const auto rules = reader.required(file, "rules")) read_rules(reader, *rules, plan);
  if (const auto reply = reader.optional(file, "reply")) plan.reply = read_reply(reader, *reply);
  plan.challenge = optional_expression(reader, file, "challenge");
  const auto samples = reader.optional(file, "samples");
  if (!samples || !reader.is_array(*samples)) return plan;
  check_size(reader, *samples, samples_max);
  for (std::size_t i = 0; i < samples->size(); ++i)
    plan.samples.push_back(read_sample(reader, samples->element(i), plan));
  return plan;
}

}  // namespace dealbell::intake
