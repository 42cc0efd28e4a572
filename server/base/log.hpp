#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace dealbell {

// The program's own log: one line per message on stderr. Any thread may write; lines are written
// whole. Never log secrets or payloads. Messages with values are built with fmt::format (include
// <fmt/core.h> in the .cpp).

enum class LogLevel {
  error,    // something failed and needs an operator, or is a bug
  warning,  // something is wrong, but the server copes, for now or with less
  info,     // a change of state that an operator wants to see once
  debug,    // details that help to find a fault
};
enum class LogFormat {
  text,  // TIME LEVEL MESSAGE
  json,  // one object per line: time, level, thread, message
};

void log_error(std::string_view message);
void log_warning(std::string_view message);
void log_info(std::string_view message);
void log_debug(std::string_view message);

// From now on, messages of `lowest` and more severe levels are written. The default is info, as
// text.
void configure_log(LogLevel lowest, LogFormat format);

// The names that settings and lines use: "warning", "json".
std::string_view name_of(LogLevel level);
std::optional<LogLevel> parse_log_level(std::string_view name);
std::optional<LogFormat> parse_log_format(std::string_view name);

// A line as it is written, with its newline. In text, control characters become spaces.
std::string format_log_line(LogFormat format, Instant time, LogLevel level, std::string_view thread,
                            std::string_view message);

}  // namespace dealbell
