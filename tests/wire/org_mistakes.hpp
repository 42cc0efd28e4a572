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

// The office a text describes, which has no mistakes.
inline core::Org office(std::string_view text) {
  auto reading = check_org(text, known_zone);
  for (const auto& e : reading.errors) ADD_FAILURE() << e.pointer << ": " << e.message;
  return std::move(reading.org);
}

// "code pointer" of every mistake.
inline std::vector<std::string> mistakes(std::string_view text) {
  std::vector<std::string> list;
  for (const auto& e : check_org(text, known_zone).errors)
    list.push_back(std::string(info(e.code).name) + " " + e.pointer);
  return list;
}

// What a person reads of the one mistake.
inline std::string complaint(std::string_view text) {
  const auto errors = check_org(text, known_zone).errors;
  return errors.size() == 1 ? errors.front().message : std::to_string(errors.size()) + " mistakes";
}

inline Day day(std::string_view text) { return parse_day(text).value(); }

}  // namespace dealbell::wire
