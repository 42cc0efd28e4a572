#include "app/commands.hpp"
#include "app/tell.hpp"
namespace dealbell::app {
int import(const ops::CommandLine&) { return tell(error(Errc::usage, "not yet")); }
}  // namespace dealbell::app
