#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/document/document.hpp"
#include "intake/mapping/work_budget.hpp"

namespace dealbell::intake {

// Paths into a document. "$" is the item (the whole document if the mapping has no "each"), "$$"
// always the whole document. ".name", "['odd name']" and "[0]" descend; "[-1]" is the last element,
// "[*]" is every element, "//Name" is whatever has this name at any depth.
struct Step {
  enum class Kind { member, index, every };
  Kind kind = Kind::member;
  std::string name{};
  std::int64_t index = 0;
};

struct Path {
  bool whole = false;      // starts with "$$"
  std::string anywhere{};  // the name in "//Name"; the steps start there
  std::vector<Step> steps{};

  bool fans_out() const;
};

// An Error with the reason if the text is not a path. The caller checks whether it may fan out.
Result<Path> parse_path(std::string_view text);

// Whether the text of an expression is a path. Otherwise it is the name of a `let`.
bool is_path(std::string_view text);

// The value at the path; nullptr if there is none. For "//" the first.
const Value* walk(const Path& path, const Value& item, const Value& root, WorkBudget& budget);

// All values at the path, in order. "[*]" of a value that is not an array is that value itself; of
// null it is nothing.
std::vector<const Value*> walk_all(const Path& path, const Value& root, WorkBudget& budget);

}  // namespace dealbell::intake
