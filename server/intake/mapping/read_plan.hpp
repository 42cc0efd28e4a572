#pragma once

#include "intake/mapping/mapping_reader.hpp"

namespace dealbell::intake {

// Reads a whole mapping file, and its parts. Errors are collected in the reader.
Plan read_plan(MappingReader& reader, const JsonPlace& file);
Rule read_rule(MappingReader& reader, const JsonPlace& place);
Sample read_sample(MappingReader& reader, const JsonPlace& place, const Plan& plan);
Tables read_tables(MappingReader& reader, const JsonPlace& place);

}  // namespace dealbell::intake
