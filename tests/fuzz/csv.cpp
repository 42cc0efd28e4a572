#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "intake/csv/row.hpp"
#include "intake/csv/table.hpp"
#include "intake/csv/text.hpp"

// Any file can be read to its end. The proposed map can be written and read back. Each row gives
// events or errors.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  using namespace dealbell::intake;
  const auto decoded = decode_text({reinterpret_cast<const char*>(data), size}).value();
  DEALBELL_CHECK(first_bad_utf8(decoded.text) == decoded.text.size());
  const auto table = read_table(decoded.text);
  if (!table) return 0;
  const auto& [delimiter, header_line, header, rows, errors] = *table;
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) cells.push_back(row.fields);
  auto map = propose_map(header, cells, delimiter);
  map[CsvField::currency].value = "EUR";
  const auto text = to_json(map);
  const auto back = apply_json({}, text);
  DEALBELL_CHECK(back.has_value());
  DEALBELL_CHECK(!describe(map, header).empty());
  const auto row_reader = CsvRowReader::create(
      map, header, {"fuzz", [](Day day) { return Instant{day}; }, from_ms(0), from_ms(0)});
  if (!row_reader) return 0;
  for (const auto& row : rows) {
    (void)row_reader->read(row);
    (void)row_reader->left_out(row);
  }
  return 0;
}
