#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "intake/csv/reader.hpp"

namespace dealbell::intake {

// A CSV file: the header, and the records below it.
struct CsvTable {
  char delimiter = ',';
  std::size_t header_line = 0;  // counted from 1, like lines in an editor
  // Trimmed. Columns of the same name are told apart by their position: "Amount [column 6]".
  std::vector<std::string> header;
  std::vector<CsvRow> rows;
  // Lines in which records begin that are not valid CSV; `raw` is the line, the reason names it.
  struct BadLine {
    CsvRow line;
    std::string reason;
  };
  std::vector<BadLine> bad_lines;
};

// Reads the text, which must outlive the rows. A first line such as "sep=;" gives the delimiter.
// Otherwise it is the one of , ; tab | that splits the header into the most fields; rows decide
// less, because they may be ragged or contain decimal commas.
//
// The header is the first record. If reports have a title above it, it is the first record with
// known column names and more cells than any record before it. `header_line` names it instead;
// 0 does not. Errc::bad_value if there is no such line.
Result<CsvTable> read_table(std::string_view text, std::size_t header_line = 0);

// The delimiter that read_table() takes if no "sep=" line gives one.
char detect_delimiter(std::string_view text);

// A header without the position that tells it apart.
std::string_view without_position(std::string_view header);

}  // namespace dealbell::intake
