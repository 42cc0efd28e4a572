#include "base/log.hpp"

#include <fmt/core.h>
#include <pthread.h>

#include <atomic>
#include <cstdio>

#include "base/json_text.hpp"

namespace dealbell {
namespace {

std::atomic<LogLevel> lowest_level{LogLevel::info};
std::atomic<LogFormat> line_format{LogFormat::text};

constexpr std::string_view level_names[] = {"error", "warning", "info", "debug"};
constexpr std::string_view format_names[] = {"text", "json"};

template <class Enum, std::size_t count>
std::optional<Enum> parse_name(const std::string_view (&names)[count], std::string_view name) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

void write_message(LogLevel level, std::string_view message) {
  if (level > lowest_level) return;
  char thread[16] = {};  // the kernel's limit, with the NUL
  pthread_getname_np(pthread_self(), thread, sizeof thread);
  const auto line = format_log_line(line_format, system_now(), level, thread, message);
  std::fwrite(line.data(), 1, line.size(), stderr);  // one call: lines never interleave
}

}  // namespace

void log_error(std::string_view message) { write_message(LogLevel::error, message); }
void log_warning(std::string_view message) { write_message(LogLevel::warning, message); }
void log_info(std::string_view message) { write_message(LogLevel::info, message); }
void log_debug(std::string_view message) { write_message(LogLevel::debug, message); }

void configure_log(LogLevel lowest, LogFormat format) {
  lowest_level = lowest;
  line_format = format;
}

std::string_view name_of(LogLevel level) { return level_names[static_cast<std::size_t>(level)]; }

std::optional<LogLevel> parse_log_level(std::string_view name) {
  return parse_name<LogLevel>(level_names, name);
}

std::optional<LogFormat> parse_log_format(std::string_view name) {
  return parse_name<LogFormat>(format_names, name);
}

std::string format_log_line(LogFormat format, Instant time, LogLevel level, std::string_view thread,
                            std::string_view message) {
  if (format == LogFormat::json)
    return fmt::format(R"({{"time":"{}","level":"{}","thread":{},"message":{}}})"
                       "\n",
                       format_instant(time), name_of(level), json_quoted(thread),
                       json_quoted(message));
  auto line = fmt::format("{} {} {}", format_instant(time), name_of(level), message);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return line + '\n';
}

}  // namespace dealbell
