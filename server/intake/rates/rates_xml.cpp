#include <algorithm>
#include <pugixml.hpp>

#include "intake/rates/rates.hpp"

namespace dealbell::intake {
namespace {

// Ignores the namespace prefix, which the author may choose.
bool is_cube(const pugi::xml_node& node) {
  std::string_view name = node.name();
  if (const auto colon = name.find(':'); colon != std::string_view::npos)
    name.remove_prefix(colon + 1);
  return name == "Cube";
}

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
  const auto end = text.begin() + std::clamp<std::ptrdiff_t>(offset, 0, std::ssize(text));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

// <Cube time='2026-11-23'> with its rates.
Result<> add_day(RateTable& table, const pugi::xml_node& sheet) {
  const auto day = parse_day(sheet.attribute("time").value());
  if (!day) return day.error();
  if (table.has(*day, std::string(euro)))
    return error(Errc::bad_value, "a second sheet for " + format_day(*day));
  for (const auto& rate : sheet.children()) {
    if (!is_cube(rate)) continue;
    auto added =
        table.add(*day, euro, rate.attribute("currency").value(), rate.attribute("rate").value());
    if (!added) return added;
  }
  return {};
}

}  // namespace

// <gesmes:Envelope> … <Cube><Cube time='2026-11-23'><Cube currency='USD' rate='1.0823'/> …
Result<RateSheets> read_rates_xml(std::string_view text) {
  pugi::xml_document document;
  // Elements and attributes only: no entities, no DOCTYPE, nothing from outside.
  const auto parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_minimal, pugi::encoding_utf8);
  if (!parsed)
    return error_at_line(line_of(text, parsed.offset),
                         std::string("not XML: ") + parsed.description());
  RateTable table;
  for (const auto& cubes : document.document_element().children()) {
    if (!is_cube(cubes)) continue;
    for (const auto& sheet : cubes.children()) {
      if (!is_cube(sheet)) continue;
      if (const auto added = add_day(table, sheet); !added)
        return error_at_line(line_of(text, sheet.offset_debug()), added.error().message);
    }
  }
  return std::move(table).sheets();
}

}  // namespace dealbell::intake
