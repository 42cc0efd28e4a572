#pragma once

#include "core/org/org.hpp"
#include "support/core/scenario_words.hpp"

namespace dealbell::test {

// Reads a line about the office; false if the line is about something else. See
// scenarios/README.md.
bool describe(core::Org& org, Words& words);

}  // namespace dealbell::test
