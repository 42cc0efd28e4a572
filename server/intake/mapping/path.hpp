#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/document/document.hpp"
#include "intake/mapping/work.hpp"

namespace dealbell::intake {

// Where a value stands: "$" is the item (or the whole document, where there is one item only), "$$"
// always the whole document; ".name", "['odd name']" and "[0]" go down, "[-1]" is the last; "[*]"
// is every element; "//Name" is what has this name, however deep.
struct Step {
  enum class Kind { member, index, every };
  Kind kind = Kind::member;
  std::string name{};
  std::int64_t index = 0;
};

struct Path {
  bool whole = false;      // "$$"
  std::string anywhere{};  // the name of "//Name"; the steps go on from there
  std::vector<Step> steps{};

  bool fans_out() const;
};

// The reason when the text is no path. Whether a path may fan out is for the caller to say.
Result<Path> parse_path(std::string_view text);

// Whether an expression's text is a path and not the name of a `let`.
bool is_path(std::string_view text);

// What the path leads to from `item`; nullptr where nothing stands. With "//" the first.
const Value* walk(const Path& path, const Value& item, const Value& root, WorkBudget& budget);

// Every value the path leads to, in order. "[*]" of something that is no array is that thing alone,
// of null nothing.
std::vector<const Value*> walk_all(const Path& path, const Value& root, WorkBudget& budget);

}  // namespace dealbell::intake
