#include "base/log.hpp"

#include <cstdio>
#include <string>

#include "base/time.hpp"

namespace dealbell {

void log_line(std::string_view text) {
  auto line = format_instant(system_now()) + " ";
  line.append(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);  // one write, so that lines never interleave
}

}  // namespace dealbell
