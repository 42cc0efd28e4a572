#include "ops/setting.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace dealbell::ops {

void Setting::add_error(std::string message, Errc code) const {
  errors_->push_back(error(code, std::move(message), pointer_));
}

void Setting::add_error_at(std::string_view key, std::string message, Errc code) const {
  errors_->push_back(error(code, std::move(message), fmt::format("{}/{}", pointer_, key)));
}

bool Setting::is_object() const { return value_->is_object(); }
bool Setting::is_text() const { return value_->is_string(); }
bool Setting::is_list() const { return value_->is_array(); }

std::optional<std::string> Setting::text() const {
  if (const auto* text = value_->get_ptr<const std::string*>()) return *text;
  add_error("must be a string", Errc::wrong_type);
  return std::nullopt;
}

std::optional<bool> Setting::flag() const {
  if (const auto* flag = value_->get_ptr<const bool*>()) return *flag;
  add_error("must be true or false", Errc::wrong_type);
  return std::nullopt;
}

std::optional<double> Setting::number(double min, double max) const {
  if (!value_->is_number()) {
    add_error("must be a number", Errc::wrong_type);
    return std::nullopt;
  }
  const auto number = value_->get<double>();
  if (number >= min && number <= max) return number;
  add_error(fmt::format("must be between {:.15g} and {:.15g}", min, max));
  return std::nullopt;
}

std::vector<Setting> Setting::items() const {
  std::vector<Setting> items;
  if (!is_list()) {
    add_error("must be a list", Errc::wrong_type);
    return items;
  }
  for (const auto& item : *value_)
    items.emplace_back(item, fmt::format("{}/{}", pointer_, items.size()), *errors_);
  return items;
}

std::vector<Setting::Member> Setting::members() const {
  std::vector<Member> members;
  const auto* object = value_->get_ptr<const nlohmann::json::object_t*>();
  if (!object) {
    add_error("must be an object", Errc::wrong_type);
    return members;
  }
  for (const auto& [key, value] : *object)
    members.emplace_back(key, Setting(value, fmt::format("{}/{}", pointer_, key), *errors_));
  return members;
}

std::optional<Setting> Setting::find(const char* key) const {
  const auto found = value_->find(key);
  if (found == value_->end()) return std::nullopt;
  return Setting(*found, fmt::format("{}/{}", pointer_, key), *errors_);
}

std::string Setting::text_of(const char* key) const {
  const auto member = find(key);
  return member ? member->text().value_or("") : "";
}

bool Setting::has_only(std::initializer_list<std::string_view> keys) const {
  if (!is_object()) {
    add_error("must be an object", Errc::wrong_type);
    return false;
  }
  for (const auto& [key, member] : members())
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      member.add_error("unknown setting", Errc::usage);
  return true;
}

SettingsDocument::SettingsDocument(std::string_view text, std::vector<Error>& errors)
    : errors_(errors) {
  try {
    json_ = std::make_unique<nlohmann::json>(nlohmann::json::parse(text));
  } catch (const nlohmann::json::exception& e) {  // out_of_range for 1e400
    // "[json.exception.parse_error.101] parse error at line 3, column 5: …"
    const std::string_view what = e.what();
    const auto end = what.find("] ");
    errors_.push_back(error(
        Errc::bad_json, std::string(end == std::string_view::npos ? what : what.substr(end + 2))));
  }
}

SettingsDocument::~SettingsDocument() = default;

std::optional<Setting> SettingsDocument::root() const {
  if (!json_) return std::nullopt;
  return Setting(*json_, "", errors_);
}

}  // namespace dealbell::ops
