#pragma once

#include "ops/command_line.hpp"

namespace dealbell::app {

// One function per command besides `serve`: prints its result on stdout and errors on stderr, and
// returns the exit code: 0, 1 for a failure, 2 for wrong usage.

// command_check.cpp
int check(const ops::CommandLine& line);

// command_org.cpp, command_org_rates.cpp
int org_apply(const ops::CommandLine& line);
int org_rates(const ops::CommandLine& line);
int org_show(const ops::CommandLine& line);

// command_import.cpp
int import(const ops::CommandLine& line);

// command_token.cpp
int token_create(const ops::CommandLine& line);
int token_list(const ops::CommandLine& line);
int token_revoke(const ops::CommandLine& line);

// command_user.cpp
int user_link(const ops::CommandLine& line);

// command_send.cpp
int send(const ops::CommandLine& line);

// command_verify.cpp
int verify(const ops::CommandLine& line);

}  // namespace dealbell::app
