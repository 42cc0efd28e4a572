#include "app/commands/commands.hpp"
#include "app/serve.hpp"
#include "app/system/memory.hpp"
#include "app/system/standard_streams.hpp"
#include "base/log.hpp"
#include "ops/command_line.hpp"

#ifndef DEALBELL_VERSION
#define DEALBELL_VERSION "0.0.0"
#endif

int main(int argc, char** argv) {
  namespace app = dealbell::app;
  using dealbell::ops::CommandLine;
  app::open_standard_streams();
  app::end_when_memory_is_exhausted();
  const auto parsed = dealbell::ops::parse_command_line(argc, argv, DEALBELL_VERSION);
  if (!parsed.command) return parsed.exit_code;
  const auto& line = *parsed.command;
  dealbell::configure_log(line.config.log_level, line.config.log_format);
  switch (line.command) {
    case CommandLine::serve:
      return app::serve(line.config, DEALBELL_VERSION);
    case CommandLine::check:
      return app::check(line);
    case CommandLine::org_apply:
      return app::org_apply(line);
    case CommandLine::org_rates:
      return app::org_rates(line);
    case CommandLine::org_show:
      return app::org_show(line);
    case CommandLine::import:
      return app::import(line);
    case CommandLine::token_create:
      return app::token_create(line);
    case CommandLine::token_list:
      return app::token_list(line);
    case CommandLine::token_revoke:
      return app::token_revoke(line);
    case CommandLine::user_link:
      return app::user_link(line);
    case CommandLine::send:
      return app::send(line);
    case CommandLine::verify:
      return app::verify(line);
  }
  return 2;
}
