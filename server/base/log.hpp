#pragma once

#include <string_view>

namespace dealbell {

// One line on stderr with the time in front; from any thread. Never pass secrets or payloads.
void log_line(std::string_view text);

}  // namespace dealbell
