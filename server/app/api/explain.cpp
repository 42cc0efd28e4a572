#include "app/api/explain.hpp"

#include "app/api/json_response.hpp"
#include "app/api/kpi_question.hpp"
#include "io/clock.hpp"
#include "wire/kpi_json.hpp"

namespace dealbell::app {
namespace {

boost::asio::awaitable<Result<core::Explanation>> query_explanation(
    ApiContext& api, const core::ExplainQuestion& question) {
  auto ask = [q = question, now = io::now()](const core::SalesState& sales) {
    return core::explain(sales, q, now);
  };
  co_return co_await api.office.query_sales(ask);
}

}  // namespace

Answer get_explain(ApiContext& api, const net::Request& request) {
  const auto question = explain_question(request);
  if (!question) co_return question_problem(question.error());
  if (question->kpi.measure.empty()) co_return question_problem(measure_missing());
  const auto explanation = co_await query_explanation(api, *question);
  if (!explanation) co_return question_problem(explanation.error());
  co_return json_response(wire::write_explanation(*explanation, *question));
}

Answer get_deals(ApiContext& api, const net::Request& request) {
  auto question = explain_question(request);
  if (!question) co_return question_problem(question.error());
  if (question->kpi.measure.empty()) question->kpi.measure = "won_amount";
  const auto explanation = co_await query_explanation(api, *question);
  if (!explanation) co_return question_problem(explanation.error());
  co_return json_response(wire::write_deals(*explanation));
}

}  // namespace dealbell::app
