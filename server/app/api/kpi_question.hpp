#pragma once

#include "core/queries/explain.hpp"
#include "core/queries/kpi.hpp"
#include "net/http/http.hpp"

namespace dealbell::app {

// The question in the query string of /api/v1/kpis. Parameters that it does not know by name are
// filters; core refuses those that do not exist.
Result<core::KpiQuestion> kpi_question(const net::Request& request);

// The same for /api/v1/explain and /api/v1/deals, with `key`, `limit` and `after` of a page.
Result<core::ExplainQuestion> explain_question(const net::Request& request);

// Whatever is wrong with a question is wrong with its URL: 400, also for codes that mean another
// status for events.
net::Response question_problem(const Error& e);

Error measure_missing();

}  // namespace dealbell::app
