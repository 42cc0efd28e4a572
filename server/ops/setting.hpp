#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace dealbell::ops {

// One JSON value of the settings, with its JSON pointer. The accessors report a wrong type to the
// list of errors and return nothing. Only setting.cpp includes the JSON library, which is slow to
// compile. Belongs to the readers of this folder. The document and the list must outlive it.
class Setting {
 public:
  using Member = std::pair<std::string, Setting>;

  Setting(const nlohmann::json& value, std::string pointer, std::vector<Error>& errors)
      : value_(&value), pointer_(std::move(pointer)), errors_(&errors) {}

  const std::string& pointer() const { return pointer_; }
  void add_error(std::string message, Errc code = Errc::bad_value) const;
  // The same for a member, which may be missing.
  void add_error_at(std::string_view key, std::string message, Errc code = Errc::bad_value) const;

  bool is_object() const;
  bool is_text() const;
  bool is_list() const;

  std::optional<std::string> text() const;
  std::optional<bool> flag() const;
  std::optional<double> number(double min, double max) const;
  std::vector<Setting> items() const;   // of a list
  std::vector<Member> members() const;  // of an object, by name

  // The member of this name; nothing if there is none, or if this is not an object.
  std::optional<Setting> find(const char* key) const;
  // The text of a member; empty if it is missing.
  std::string text_of(const char* key) const;
  // Reports members of other names. False if this is not an object, which is reported, too.
  bool has_only(std::initializer_list<std::string_view> keys) const;

 private:
  const nlohmann::json* value_;
  std::string pointer_;
  std::vector<Error>* errors_;
};

// The whole file. All mistakes are collected in `errors`, which must outlive it.
class SettingsDocument {
 public:
  SettingsDocument(std::string_view text, std::vector<Error>& errors);
  ~SettingsDocument();

  // Nothing if the text is not JSON, which is reported.
  std::optional<Setting> root() const;

 private:
  std::unique_ptr<nlohmann::json> json_;
  std::vector<Error>& errors_;
};

}  // namespace dealbell::ops
