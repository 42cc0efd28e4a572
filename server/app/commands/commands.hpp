#pragma once

#include "ops/command_line.hpp"

namespace dealbell::app {

// One function per command besides `serve`: prints its result, says what went wrong on stderr,
// returns the exit code.
int check(const ops::CommandLine& line);
int org_apply(const ops::CommandLine& line);
int org_rates(const ops::CommandLine& line);
int org_show(const ops::CommandLine& line);
int import(const ops::CommandLine& line);
int token_create(const ops::CommandLine& line);
int token_list(const ops::CommandLine& line);
int token_revoke(const ops::CommandLine& line);
int send(const ops::CommandLine& line);
int verify(const ops::CommandLine& line);

}  // namespace dealbell::app
