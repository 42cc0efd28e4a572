#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "arch/co_await_trap.hpp"
#include "arch/sources.hpp"

// The definitions of event_log.hpp are in event_log.cpp or event_log_*.cpp, so that a reader finds
// them by the file's name. A header that declares one function per file of a family, as those of
// measures and endpoints do, names each file in a comment.
namespace dealbell::arch {
namespace {

struct Definition {
  std::string scope;  // the outermost class, or empty
  std::string name;
  int line = 0;
};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The name that ends where `text` ends, with its classes: "Office::open".
std::string_view last_name(std::string_view text) {
  auto begin = text.size();
  while (begin > 0 &&
         (is_name(text[begin - 1]) || text[begin - 1] == ':' || text[begin - 1] == '~'))
    --begin;
  text.remove_prefix(begin);
  while (text.starts_with(':')) text.remove_prefix(1);
  return text;
}

// Where the parameter list of a function that begins at `from` opens: the first parenthesis outside
// of template arguments. npos if a ; or { comes before.
std::size_t parameters_of(std::string_view code, std::size_t from) {
  int angles = 0;
  for (auto i = from; i < code.size(); ++i) {
    if (code[i] == '<') ++angles;
    if (code[i] == '>') --angles;
    if (code[i] == ';' || code[i] == '{' || code[i] == '=') return std::string_view::npos;
    if (code[i] == '(' && angles == 0) return i;
  }
  return std::string_view::npos;
}

// True if the parameter list that opens at `open` is followed by a body rather than by a semicolon.
bool has_body(std::string_view code, std::size_t open) {
  int depth = 0;
  for (auto i = open; i < code.size(); ++i) {
    if (code[i] == '(') ++depth;
    if (code[i] == ')') --depth;
    if (depth > 0) continue;
    if (code[i] == '{') return true;
    if (code[i] == ';') return false;
  }
  return false;
}

// The functions that a .cpp file defines for others: at the left margin, as the formatter puts
// them, and outside of unnamed namespaces.
std::vector<Definition> definitions_in(const std::string& text) {
  const std::set<std::string> not_functions = {"namespace", "using",  "constexpr",
                                               "struct",    "class",  "enum",
                                               "template",  "extern", "typedef"};
  const auto code = code_only(text);
  std::vector<Definition> all;
  bool unnamed = false;
  int number = 0;
  std::size_t at = 0;
  const auto with_comments = lines_of(text);
  for (const auto& line : lines_of(code)) {
    const auto& raw = with_comments[static_cast<std::size_t>(number++)];
    const auto begin = at;
    at += line.size() + 1;
    if (raw == "namespace {") unnamed = true;
    if (raw == "}  // namespace") unnamed = false;
    if (unnamed || line.empty() || !is_name(line.front())) continue;
    const auto first_word = line.substr(0, line.find_first_of(" <:(&*"));
    if (not_functions.contains(first_word)) continue;
    const auto open = parameters_of(code, begin);
    if (open == std::string::npos || !has_body(code, open)) continue;
    const auto whole = std::string(last_name(std::string_view(code).substr(begin, open - begin)));
    if (whole.empty() || whole.starts_with("operator")) continue;
    const auto colons = whole.find("::");
    if (colons == std::string::npos)
      all.push_back({"", whole, number});
    else
      all.push_back({whole.substr(0, colons), whole.substr(colons + 2), number});
  }
  return all;
}

// What a header declares, roughly: its classes, and every name in front of a parenthesis.
struct Header {
  std::string folder, stem;
  std::string text;
  std::set<std::string> classes, functions;
};

Header read_header(const Source& source) {
  Header header;
  const auto slash = source.path.rfind('/');
  header.folder = source.path.substr(0, slash);
  header.stem = source.path.substr(slash + 1, source.path.size() - slash - 1 - 4);
  header.text = source.text;
  const auto code = code_only(source.text);
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '(') header.functions.emplace(last_name(std::string_view(code).substr(0, i)));
    for (const std::string_view keyword : {"class ", "struct "})
      if (std::string_view(code).substr(i).starts_with(keyword)) {
        auto end = i += keyword.size();
        while (end < code.size() && is_name(code[end])) ++end;
        header.classes.insert(code.substr(i, end - i));
      }
  }
  return header;
}

bool declares(const Header& header, const Definition& definition) {
  return definition.scope.empty() ? header.functions.contains(definition.name)
                                  : header.classes.contains(definition.scope);
}

// Whether a definition in FOLDER/FILE_STEM.cpp is where a reader of the header looks for it.
bool leads_to(const Header& header, const std::string& folder, const std::string& stem) {
  if (header.folder != folder) return false;
  return stem == header.stem || stem.starts_with(header.stem + "_") ||
         header.text.find(stem + ".cpp") != std::string::npos;
}

TEST(Definitions, AreInTheFileNamedLikeTheirHeader) {
  std::vector<Header> headers;
  for (const auto& source : sources_in("server", {".hpp"})) headers.push_back(read_header(source));
  int seen = 0;
  for (const auto& source : sources_in("server", {".cpp"})) {
    const auto slash = source.path.rfind('/');
    const auto folder = source.path.substr(0, slash);
    const auto stem = source.path.substr(slash + 1, source.path.size() - slash - 1 - 4);
    if (stem == "main") continue;
    const auto own_classes = read_header({source.path, source.text}).classes;
    for (const auto& definition : definitions_in(source.text)) {
      if (own_classes.contains(definition.scope)) continue;
      ++seen;
      EXPECT_TRUE(std::any_of(headers.begin(), headers.end(),
                              [&](const auto& header) {
                                return declares(header, definition) &&
                                       leads_to(header, folder, stem);
                              }))
          << source.path << ":" << definition.line << ": no header of this name declares "
          << (definition.scope.empty() ? "" : definition.scope + "::") << definition.name;
    }
  }
  EXPECT_GT(seen, 500) << "the test did not find the definitions";
}

TEST(Definitions, AreDistinguishedFromDeclarations) {
  const auto found = definitions_in(
      "namespace dealbell {\nnamespace {\nint hidden() { return 1; }\n}  // namespace\n"
      "int declared(int);\nstd::function<int(int)> one(int a) { return a; }\n"
      "void Office::open(const std::string& dir,\n                  int b) {\n}\n"
      "constexpr int none = f(1);\nconst int value = f(1);\nconst Name object(1);\n"
      "const Row& row(int i) { return rows[i]; }\nstatic int own() { return 1; }\n"
      "}  // namespace dealbell\n");

  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0].name, "one");
  EXPECT_EQ(found[1].scope + "::" + found[1].name, "Office::open");
  EXPECT_EQ(found[2].name, "row");
  EXPECT_EQ(found[3].name, "own");
}

TEST(Definitions, AFamilyIsNamedByItsHeader) {
  const auto header = read_header({"server/core/measures/measure.hpp",
                                   "// In deals.cpp:\nstd::vector<Measure> deal_measures();\n"});

  EXPECT_TRUE(declares(header, {"", "deal_measures", 1}));
  EXPECT_TRUE(leads_to(header, "server/core/measures", "deals"));
  EXPECT_TRUE(leads_to(header, "server/core/measures", "measure_sums"));
  EXPECT_FALSE(leads_to(header, "server/core/measures", "rates"));
  EXPECT_FALSE(leads_to(header, "server/core/state", "deals"));
}

}  // namespace
}  // namespace dealbell::arch
