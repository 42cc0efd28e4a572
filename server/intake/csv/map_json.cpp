#include <algorithm>
#include <nlohmann/json.hpp>

#include "intake/csv/date.hpp"
#include "intake/csv/id.hpp"
#include "intake/csv/map.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view field_words[csv_field_count] = {
    "id",       "title",       "owner",  "team",        "amount",     "won_amount", "currency",
    "refunded", "refunded_on", "status", "is_won",      "is_lost",    "is_closed",  "stage",
    "pipeline", "product",     "region", "lead_source", "customer",   "kind",       "probability",
    "created",  "closed",      "lost",   "expected",    "lost_reason"};

struct StatusWord {
  std::string_view text;
  core::DealStatus status;
};
constexpr StatusWord statuses[] = {{"open", core::DealStatus::open},
                                   {"won", core::DealStatus::won},
                                   {"lost", core::DealStatus::lost},
                                   {"deleted", core::DealStatus::deleted}};

Error bad(const std::string& pointer, std::string why) {
  return error(Errc::bad_value, std::move(why), pointer);
}

Result<> read_mark(const Json& json, const std::string& pointer, std::string_view allowed,
                   char& mark) {
  const auto text = json.is_string() ? json.get<std::string>() : "";
  if (text.size() != 1 || allowed.find(text[0]) == std::string_view::npos)
    return bad(pointer, "expected one of the characters " + std::string(allowed));
  mark = text[0];
  return {};
}

Result<> read_repeated(const Json& json, const std::string& pointer, ColumnMap& map) {
  map.repeated = json.is_string() ? json.get<std::string>() : "";
  if (map.repeated == "first" || map.repeated == "last" || map.repeated == "reject") return {};
  return bad(pointer, "expected \"first\", \"last\" or \"reject\"");
}

// {"column":"Mode","value":"Test"}, or null for none.
Result<> read_left_out(const Json& json, const std::string& pointer, ColumnMap& map) {
  map.left_out = {};
  if (json.is_null()) return {};
  const auto text = [&](const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
  };
  map.left_out = {std::string(trim(text("column"))), text("value")};
  if (json.is_object() && json.size() == 2 && !map.left_out.column.empty()) return {};
  return bad(pointer,
             "expected an object such as {\"column\":\"Mode\",\"value\":\"Test\"}, or null");
}

Result<> read_words(const Json& json, const std::string& pointer, ColumnMap& map) {
  if (!json.is_object()) return bad(pointer, "expected an object such as {\"Won\":\"won\"}");
  for (const auto& [word, meaning] : json.items()) {
    const auto text = meaning.is_string() ? meaning.get<std::string>() : "";
    const auto* status = std::ranges::find(statuses, text, &StatusWord::text);
    if (status == std::end(statuses))
      return bad(pointer + "/" + word, "expected \"open\", \"won\", \"lost\" or \"deleted\"");
    map.words[word] = status->status;
  }
  return {};
}

Result<> read_aliases(const Json& json, const std::string& pointer, FieldMap& field) {
  if (!json.is_object()) return bad(pointer, "expected an object such as {\"GTXPro\":\"GTX Pro\"}");
  for (const auto& [theirs, ours] : json.items()) {
    if (!ours.is_string()) return bad(pointer + "/" + theirs, "expected text");
    field.aliases[std::string(trim(theirs))] = ours.get<std::string>();
  }
  return {};
}

bool is_format(CsvField field, std::string_view text) {
  if (field == CsvField::id) return is_id_format(text);
  if (field == CsvField::amount) return text == "cents" || text == "units";
  if (field == CsvField::probability) return text == "fraction";
  return std::ranges::find(date_fields, field) != std::end(date_fields) && is_date_format(text);
}

std::string format_example(CsvField field) {
  if (field == CsvField::id) return "\"salesforce\", \"zoho\" or \"guid\"";
  if (field == CsvField::amount) return "\"cents\" or \"units\"";
  if (field == CsvField::probability) return "\"fraction\"";
  return "a format such as DD/MM/YYYY";
}

Result<> read_field(const Json& json, const std::string& pointer, CsvField which, ColumnMap& map) {
  auto& field = map[which];
  if (json.is_null()) return field = {}, Result<>{};
  if (!json.is_object())
    return bad(pointer, "expected an object such as {\"column\":\"Amount\"}, or null");
  for (const auto& [key, content] : json.items()) {
    const auto at = pointer + "/" + key;
    if (key == "words") {
      if (which != CsvField::status && which != CsvField::stage)
        return bad(at, "only the status and the stage have words");
      if (auto read = read_words(content, at, map); !read) return read;
    } else if (key == "aliases") {
      if (auto read = read_aliases(content, at, field); !read) return read;
    } else if (key == "column" || key == "value" || key == "format") {
      if (!content.is_string()) return bad(at, "expected text");
      const auto text = content.get<std::string>();
      if (key == "format") {
        if (!is_format(which, text)) return bad(at, "expected " + format_example(which));
        field.format = text;
        field.format_given = true;
      } else {
        field.column = key == "column" ? trim(text) : "";
        field.candidates.clear();
        field.value = key == "value" ? text : "";
        field.reason = "given in the map";
      }
    } else {
      return bad(at, "unknown key: expected column, value, format, aliases or words");
    }
  }
  return {};
}

std::string all_keys() {
  std::string keys = "encoding, delimiter, decimal, repeated, left_out";
  for (const auto name : field_words) keys += ", " + std::string(name);
  return keys;
}

// Line and column of byte `at` (counted from 1). Columns count characters.
std::string position(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, std::min(at, text.size() + 1) - std::min<std::size_t>(at, 1));
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto columns = std::ranges::count_if(before.substr(line_start), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  return "line " + std::to_string(std::ranges::count(before, '\n') + 1) + ", column " +
         std::to_string(columns + 1);
}

Result<> read_key(const std::string& key, const Json& json, ColumnMap& map) {
  const auto pointer = "/" + key;
  if (key == "delimiter") return read_mark(json, pointer, ",;\t|", map.delimiter);
  if (key == "decimal") return read_mark(json, pointer, ".,", map.decimal_mark);
  if (key == "encoding") {
    if (!json.is_string()) return bad(pointer, "expected text");
    map.encoding = json.get<std::string>();
    return {};
  }
  if (key == "left_out") return read_left_out(json, pointer, map);
  if (key == "repeated") return read_repeated(json, pointer, map);
  const auto* name = std::ranges::find(field_words, key);
  if (name == std::end(field_words)) return bad(pointer, "unknown key: expected " + all_keys());
  return read_field(json, pointer, static_cast<CsvField>(name - field_words), map);
}

}  // namespace

std::string_view name_of(CsvField field) { return field_words[static_cast<std::size_t>(field)]; }

Result<ColumnMap> apply_json(ColumnMap base, std::string_view text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& e) {
    return error(Errc::bad_json, position(text, e.byte) + ": not JSON");
  }
  if (!json.is_object()) return bad("", "the map must be an object");
  for (const auto& [key, content] : json.items())
    if (auto read = read_key(key, content, base); !read) return read.error();
  return base;
}

std::string to_json(const ColumnMap& map) {
  Json json = Json::object();
  if (!map.encoding.empty()) json["encoding"] = map.encoding;
  json["delimiter"] = std::string(1, map.delimiter);
  if (map.decimal_mark) json["decimal"] = std::string(1, map.decimal_mark);
  if (!map.repeated.empty()) json["repeated"] = map.repeated;
  if (!map.left_out.column.empty())
    json["left_out"] = {{"column", map.left_out.column}, {"value", map.left_out.word}};
  for (std::size_t i = 0; i < csv_field_count; ++i) {
    const auto& field = map.fields[i];
    auto content = Json::object();
    if (!field.column.empty()) content["column"] = field.column;
    if (!field.value.empty()) content["value"] = field.value;
    if (!field.format.empty() && field.format != cents_or_units) content["format"] = field.format;
    if (!field.aliases.empty()) content["aliases"] = field.aliases;
    if (!content.empty()) json[std::string(field_words[i])] = std::move(content);
  }
  for (const auto& [word, meaning] : map.words) {
    const auto* status = std::ranges::find(statuses, meaning, &StatusWord::status);
    if (status != std::end(statuses)) json["status"]["words"][word] = std::string(status->text);
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dealbell::intake
