#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "wire/org_json.hpp"

namespace dealbell::wire {

inline bool known_zone(std::string_view name) { return name == "Europe/Berlin"; }

inline std::string file(const std::string& path) {
  std::ifstream in(std::string(DEALBELL_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The office that a text without errors describes.
inline core::Org office(std::string_view text) {
  auto checked = check_org(text, known_zone);
  for (const auto& e : checked.errors) ADD_FAILURE() << e.pointer << ": " << e.message;
  return std::move(checked.org);
}

// "code pointer" of every error.
inline std::vector<std::string> errors_of(std::string_view text) {
  std::vector<std::string> list;
  for (const auto& e : check_org(text, known_zone).errors)
    list.push_back(std::string(info(e.code).name) + " " + e.pointer);
  return list;
}

// The message of the only error.
inline std::string only_message(std::string_view text) {
  const auto errors = check_org(text, known_zone).errors;
  return errors.size() == 1 ? errors.front().message : std::to_string(errors.size()) + " errors";
}

inline Day day(std::string_view text) { return parse_day(text).value(); }

}  // namespace dealbell::wire
